//! Each limit of other people's files is kept, and says what is too much and what to do.

use std::io::Write as _;

use crate::support::tables::*;
use backline::import::choices::Choices;
use backline::import::draft::Draft;
use backline::import::limits::Limits;

/// Small enough that every limit can be passed in a test.
fn small() -> Limits {
    Limits {
        bytes: 3_000,
        unpacked: 4_000,
        page: 500,
        rows: 50,
        columns: 10,
        cell: 100,
    }
}

fn check(bytes: &[u8], words: &str) {
    let read = Draft::read("file", bytes, Choices::default(), &head(), &small());
    let message = match read {
        Ok(draft) => panic!("{} rows were read; no “{words}”", draft.table.len()),
        Err(err) => err.to_string(),
    };
    assert!(message.contains(words), "“{words}” is not in “{message}”");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gz.write_all(bytes).unwrap();
    gz.finish().unwrap()
}

#[test]
fn each_limit_has_its_message() {
    let rows = |count: usize| format!("name,club\n{}", "a,b\n".repeat(count));
    check(
        rows(800).as_bytes(),
        "The file has 3210 bytes, and a table may have 3000",
    );
    check(
        &gzip(rows(2_000).as_bytes()),
        "Unpacked, the file has more than 4000 bytes",
    );
    check(rows(60).as_bytes(), "more than 50 rows");
    check("a,".repeat(20).as_bytes(), "more than 10 columns");
    let long = format!("name,club\nOkoye,\"{}\n", "x".repeat(150));
    check(
        long.as_bytes(),
        "Row 2 has a cell of more than 100 bytes. A quotation mark",
    );
    let page = format!("<html><table>{}</table>", "<tr><td>a</td></tr>".repeat(30));
    check(page.as_bytes(), "and a table may have 500");
    check(
        b"<table><tr><td colspan=9999>a</table>",
        "more than 10 columns",
    );
    check(
        &book::xlsx(&rows(60)),
        "Unpacked, the file has more than 4000 bytes",
    );
    check(
        &book::ods(&rows(45)),
        "Unpacked, the file has more than 4000 bytes",
    );
}

#[test]
fn what_is_no_table_is_named_with_what_to_do() {
    for (bytes, words) in [
        (&b""[..], "The file is empty"),
        (b"   \n \n", "The file is empty"),
        (b"%PDF-1.7 ...", "a PDF document, no table. Copy its table"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "from before 2007, no table. Save it as XLSX",
        ),
        (b"\x89PNG\r\n\x1a\n0000", "a picture, no table"),
        (
            b"PK\x03\x04rest of an archive",
            "an archive, no table. Unpack it",
        ),
        (b"[{\"id\": 1, \"type\": {}}]", "This is JSON"),
        (b"<html><p>no rows</p></html>", "without a table"),
        (b"\x1f\x8b\x08broken", "gzip file cannot be read"),
    ] {
        check(bytes, words);
    }
}

#[test]
fn choices_that_do_not_fit_are_refused_in_words() {
    let read = |bytes: &[u8], choices: Choices| {
        Draft::read("file", bytes, choices, &head(), &Limits::default())
            .unwrap_err()
            .to_string()
    };
    let sheet = Choices {
        sheet: Some("Two".to_owned()),
        ..Choices::default()
    };
    assert!(read(&book::xlsx("a;b"), sheet).contains("no sheet “Two”"));
    let encoding = Choices {
        encoding: Some("klingon".to_owned()),
        ..Choices::default()
    };
    assert!(read(b"a,b\n1,2\n", encoding).contains("no encoding “klingon”"));
}
