//! Workbooks built part by part, so that no foreign file is needed.

use std::io::Write as _;

/// A zip archive of members that are deflated.
pub fn zip(members: &[(String, Vec<u8>)]) -> Vec<u8> {
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, bytes) in members {
        let mut deflate =
            flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        deflate.write_all(bytes).unwrap();
        let packed = deflate.finish().unwrap();
        let mut crc = flate2::Crc::new();
        crc.update(bytes);
        let at = u32::try_from(out.len()).unwrap();
        let mut common: Vec<u8> = [20_u16, 0, 8, 0, 0]
            .iter()
            .flat_map(|n| n.to_le_bytes())
            .collect();
        for number in [crc.sum(), packed.len() as u32, bytes.len() as u32] {
            common.extend(number.to_le_bytes());
        }
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
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
    let size = list.len() as u32;
    out.extend(&list);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend(count.to_le_bytes());
    out.extend(count.to_le_bytes());
    out.extend(size.to_le_bytes());
    out.extend(start.to_le_bytes());
    out.extend([0, 0]);
    out
}

fn cells(text: &str) -> Vec<Vec<String>> {
    let sign = if text.contains(';') { ';' } else { ',' };
    let escaped = |cell: &str| {
        cell.replace('&', "&amp;")
            .replace('<', "&lt;")
            .replace('"', "&quot;")
    };
    text.trim_start_matches('\u{feff}')
        .lines()
        .map(|line| line.split(sign).map(escaped).collect())
        .collect()
}

fn part(name: &str, text: &str) -> (String, String) {
    (name.to_owned(), text.to_owned())
}

/// The parts of an XLSX workbook with the cells of a text.
pub fn xlsx_parts(text: &str) -> Vec<(String, String)> {
    let mut rows = String::new();
    for (number, cells) in (1..).zip(cells(text)) {
        rows.push_str(&format!("<row r=\"{number}\">"));
        for (column, cell) in ('A'..).zip(cells) {
            rows.push_str(&format!(
                "<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{cell}</t></is></c>"
            ));
        }
        rows.push_str("</row>");
    }
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" \
             Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    vec![
        part(
            "[Content_Types].xml",
            &format!("<Types xmlns=\"{PACKAGE}/content-types\"/>"),
        ),
        part(
            "_rels/.rels",
            &relation("officeDocument", "xl/workbook.xml"),
        ),
        part(
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"One\" \
                 sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
            ),
        ),
        part(
            "xl/_rels/workbook.xml.rels",
            &relation("worksheet", "worksheets/sheet1.xml"),
        ),
        part(
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ]
}

/// The parts of an ODS workbook with the cells of a text.
pub fn ods_parts(text: &str) -> Vec<(String, String)> {
    let mut rows = String::new();
    for cells in cells(text) {
        rows.push_str("<table:table-row>");
        for cell in cells {
            rows.push_str(&format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{cell}</text:p></table:table-cell>"
            ));
        }
        rows.push_str("</table:table-row>");
    }
    const NS: &str = "urn:oasis:names:tc:opendocument:xmlns";
    vec![
        part("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        part(
            "content.xml",
            &format!(
                "<office:document-content xmlns:office=\"{NS}:office:1.0\" xmlns:table=\"{NS}:table:1.0\" \
                 xmlns:text=\"{NS}:text:1.0\"><office:body><office:spreadsheet><table:table \
                 table:name=\"One\">{rows}</table:table></office:spreadsheet></office:body>\
                 </office:document-content>"
            ),
        ),
        part("META-INF/manifest.xml", "<manifest/>"),
    ]
}

fn packed(parts: Vec<(String, String)>) -> Vec<u8> {
    let parts: Vec<(String, Vec<u8>)> = parts
        .into_iter()
        .map(|(name, text)| (name, text.into_bytes()))
        .collect();
    zip(&parts)
}

/// An XLSX workbook with the cells of a text.
pub fn xlsx(text: &str) -> Vec<u8> {
    packed(xlsx_parts(text))
}

/// An ODS workbook with the cells of a text.
pub fn ods(text: &str) -> Vec<u8> {
    packed(ods_parts(text))
}
