//! Columns say what the rows say.

use super::*;

fn read(text: &str) -> Columns {
    Columns::read(text, b',', &Limits::default()).unwrap()
}

#[test]
fn figures_read_back_as_they_were_written() {
    let columns = read("a,b,c\n1,0.1,12345678901\n-2.37,,1e3\n3,99.999999,-0.5\n");
    for (row, figures) in [
        [1.0, 0.1, 12_345_678_901.0],
        [-2.37, f64::NAN, 1e3],
        [3.0, 99.999_999, -0.5],
    ]
    .iter()
    .enumerate()
    {
        for (column, figure) in figures.iter().enumerate() {
            let found = columns.number(row, column);
            assert!(
                found == *figure || found.is_nan() && figure.is_nan(),
                "{row} {column}: {found}"
            );
        }
    }
    assert_eq!(columns.headers(), ["a", "b", "c"]);
}

#[test]
fn words_quotes_and_short_rows_are_kept() {
    let columns = read("n,m\r\n\"Konaté, I.\",\"1\"\r\n\n\"say \"\"x\"\"\"\r\nB,2,3\r\n");
    assert_eq!(columns.len(), 3);
    assert_eq!(columns.word(0, 0), "Konaté, I.");
    assert_eq!(columns.word(1, 0), "say \"x\"");
    assert_eq!(columns.number(0, 1), 1.0);
    assert!(columns.number(1, 1).is_nan());
    assert_eq!(columns.uneven(), 2);
}

#[test]
fn a_word_far_down_turns_the_column_into_words() {
    let mut text = "a,b\n".to_owned();
    for row in 0..3_000 {
        text.push_str(&format!("{row},{row}.5\n"));
    }
    text.push_str("late,7\n");
    let columns = read(&text);
    assert!(!columns.is_numeric(0) && columns.is_numeric(1));
    assert_eq!(
        (columns.word(3_000, 0), columns.word(2_999, 0)),
        ("late", "2999")
    );
    assert_eq!(columns.number(2_999, 1), 2_999.5);
}

#[test]
fn columns_agree_with_the_table_of_the_same_text() {
    let text = "Player,Min,Tkl,x\n\"A, B\",900,2.16,\nC,,0.5,N/A\n\"D\ne\",1,2\n";
    let columns = read(text);
    let grid = super::super::csv::read(text, b',', &Limits::default()).unwrap();
    let table = super::super::table::Table::new(grid, Some(0), 1);
    assert_eq!(columns.len(), table.len());
    for row in 0..table.len() {
        assert_eq!(columns.word(row, 0), table.cell(row, 0));
        for column in 1..4 {
            let cell = table.cell(row, column).parse().unwrap_or(f64::NAN);
            let found = columns.number(row, column);
            assert!(
                found == cell || found.is_nan() && cell.is_nan(),
                "{row} {column}"
            );
        }
    }
}

#[test]
fn each_limit_says_what_is_too_much() {
    let small = Limits {
        rows: 2,
        columns: 2,
        cell: 4,
        unpacked: 60,
        ..Limits::default()
    };
    for (text, words) in [
        ("", "is empty"),
        ("a,b,c\n", "more than 2 columns"),
        ("a\n1\n2\n3\n", "more than 2 rows"),
        ("a\n\"long word\"\n", "a cell of more than 4"),
        (&"1\n".repeat(40), "more than 60 bytes"),
    ] {
        let err = Columns::read(text, b',', &small).unwrap_err().to_string();
        assert!(err.contains(words), "{text:?}: {err}");
    }
}
