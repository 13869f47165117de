//! Workbooks are built part by part here, so that no foreign file is needed.

use std::io::Write as _;

use super::*;

/// A zip archive of members that are deflated.
pub(crate) fn zip(members: &[(&str, &str)]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, text) in members {
        let mut deflate =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        deflate.write_all(text.as_bytes()).unwrap();
        let packed = deflate.finish().unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(text.as_bytes());
        let at = u32::try_from(out.len()).unwrap();
        let mut common = Vec::new();
        for number in [20_u16, 0, 8, 0, 0] {
            common.extend(number.to_le_bytes());
        }
        for number in [crc.sum(), packed.len() as u32, text.len() as u32] {
            common.extend(number.to_le_bytes());
        }
        common.extend((name.len() as u16).to_le_bytes());
        common.extend(0_u16.to_le_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(&packed);
        list.extend(b"PK\x01\x02\x14\0");
        list.extend(&common);
        list.extend([0; 10]);
        list.extend(at.to_le_bytes());
        list.extend(name.as_bytes());
    }
    let (count, start) = (members.len() as u16, out.len() as u32);
    out.extend(&list);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend((list.len() as u32).to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

fn xlsx(rows: &str) -> Vec<u8> {
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <sheetData>{rows}</sheetData></worksheet>"
    );
    zip(&[
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        (
            "_rels/.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/\
             relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        (
            "xl/workbook.xml",
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
             <sheets><sheet name=\"Squad\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/\
             relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body>\
         <office:spreadsheet><table:table table:name=\"Squad\">{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
        ("META-INF/manifest.xml", "<manifest/>"),
    ])
}

fn check(bytes: &[u8], expected: &[(u32, &[&str])]) {
    let kind = Workbook::of(bytes).unwrap();
    let sheet = read(bytes, kind, None, &Limits::default()).unwrap();
    let grid = &sheet.grid;
    let rows: Vec<(u32, Vec<&str>)> = (0..grid.len())
        .map(|row| (grid.number(row), grid.row(row).collect()))
        .collect();
    let expected: Vec<(u32, Vec<&str>)> = expected
        .iter()
        .map(|(number, cells)| (*number, cells.to_vec()))
        .collect();
    assert_eq!(rows, expected);
    assert_eq!(sheet.name, "Squad");
}

#[test]
fn cells_stand_in_their_rows_and_columns() {
    let rows = "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>Name</t></is></c>\
                <c r=\"C2\" t=\"inlineStr\"><is><t>Height</t></is></c></row>\
                <row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t>Konaté</t></is></c>\
                <c r=\"C4\"><v>1.94</v></c></row>";
    check(
        &xlsx(rows),
        &[(2, &["Name", "", "Height"]), (4, &["Konaté", "", "1.94"])],
    );
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let rows = format!(
        "<table:table-row>{}{}</table:table-row><table:table-row>{}\
         <table:table-cell office:value-type=\"date\" office:date-value=\"1999-05-25\"/>\
         </table:table-row>",
        cell("Name"),
        cell("Born"),
        cell("Konaté")
    );
    check(
        &ods(&rows),
        &[(1, &["Name", "Born"]), (2, &["Konaté", "1999-05-25"])],
    );
}

fn check_refused(bytes: &[u8], limits: &Limits, words: &str) {
    let kind = Workbook::of(bytes).unwrap();
    let err = read(bytes, kind, None, limits).unwrap_err().to_string();
    assert!(err.contains(words), "{err}");
}

#[test]
fn a_workbook_that_would_fill_the_memory_is_refused() {
    let endless = "<table:table-row table:number-rows-repeated=\"9000000\"><table:table-cell \
                   table:number-columns-repeated=\"900\" office:value-type=\"float\" \
                   office:value=\"1\"/></table:table-row>";
    check_refused(&ods(endless), &Limits::default(), "more than 5000000 rows");
    let far = "<row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row><row r=\"1048576\">\
               <c r=\"A1048576\"><v>1</v></c></row>";
    assert!(read(&xlsx(far), Workbook::Xlsx, None, &Limits::default()).is_ok());
    let small = Limits {
        unpacked: 10_000,
        ..Limits::default()
    };
    let long = format!(
        "<row r=\"1\"><c r=\"A1\"><v>{}</v></c></row>",
        "0".repeat(20_000)
    );
    check_refused(
        &xlsx(&long),
        &small,
        "Unpacked, the file has more than 10000 bytes",
    );
}

#[test]
fn a_damaged_workbook_is_refused_in_words() {
    let whole = xlsx("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>");
    let mut broken = whole.clone();
    let list = broken.len() - 60;
    broken.truncate(list);
    assert_eq!(Workbook::of(&broken), None);
    check_refused(
        &xlsx("<row r=\"1\"><c r=\"A1\"><v>1"),
        &Limits::default(),
        "Save it again",
    );
}
