mod build;

use uuid::Uuid;

use self::build::*;
use super::*;
use crate::domain::change::Stamp;
use crate::domain::dossier::{Record, RecordRef};
use crate::domain::edit::{Edit, PlayerEdit};
use crate::domain::fact::Foot;
use crate::domain::id::*;
use crate::domain::player::Role;

fn roster_of(dossier: &Dossier) -> Roster {
    Roster::of(dossier, decision(), &Findings::of(dossier, decision()))
}

fn shown(roster: &Roster, arrangement: &Arrangement) -> Vec<String> {
    arrange(roster, arrangement, &|| false)
        .into_iter()
        .map(|line| match line {
            Line::Group { label, count } => format!("{label}, {count}"),
            Line::Player(idx) => roster.row(idx).unwrap().player.short_name().to_owned(),
        })
        .collect()
}

fn check_filter(query: &str, expected: &[&str]) {
    let arrangement = Arrangement {
        query: query.to_owned(),
        ..Arrangement::default()
    };
    let found = shown(&roster_of(&dossier()), &arrangement);
    assert_eq!(found, expected, "{query}");
}

#[test]
fn a_filter_finds_whom_it_names() {
    for (query, expected) in [
        ("konate", &["Konaté"][..]),
        ("KONATÉ", &["Konaté"]),
        ("liverpool", &["Konaté", "van Dijk"]),
        ("ibra liv", &["Konaté"]),
        ("knte", &["Konaté"]),
        ("cb", &["Konaté", "Guéhi", "van Dijk"]),
        ("cb lb", &["Alaba", "Konaté", "Guéhi", "van Dijk"]),
        ("cb <26", &["Guéhi"]),
        ("cb < 26", &["Guéhi"]),
        ("age<=26", &["Konaté", "Guéhi"]),
        ("contract<12", &["Konaté", "Guéhi"]),
        ("contract <12 -konate", &["Guéhi"]),
        ("value>20", &["Konaté"]),
        ("avail>=86", &["Konaté"]),
        ("height>190", &["Konaté", "Naldo", "van Dijk"]),
        ("height:186", &["Militão"]),
        ("min>2000", &["Konaté"]),
        ("ask>=50", &["Konaté"]),
        ("foot:left", &["Alaba"]),
        ("foot:left foot:right", &["Alaba", "Konaté", "Guéhi"]),
        ("-foot:right foot:", &["Alaba"]),
        ("-foot:", &["Militão", "Naldo", "van Dijk"]),
        ("club:\"crystal palace\"", &["Guéhi"]),
        ("role:own", &["Alaba", "Militão"]),
        ("stage:short", &["Konaté"]),
        ("pos:lb", &["Alaba"]),
        ("-cb -pool -role:pool", &["Alaba", "Militão"]),
        ("zzz", &[]),
    ] {
        check_filter(query, expected);
    }
}

#[test]
fn a_filter_that_cannot_be_read_says_so_and_lets_the_rest_through() {
    for (query, problem) in [
        (
            "contrat<12",
            "“contrat” is no column. Try age, contract, value or club",
        ),
        ("age<old", "“age<old” needs a number"),
        (
            "club>liverpool",
            "“club>liverpool” compares words. Try club:liverpool",
        ),
    ] {
        assert_eq!(Query::parse(query).problems(), [problem]);
        check_filter(&format!("{query} konate"), &["Konaté"]);
    }
    assert!(
        Query::parse("cb <23 contract<12 konate")
            .problems()
            .is_empty()
    );
    assert!(Query::parse("  ").is_empty());
}

fn check_order(sort: &[(Column, Direction)], expected: &[&str]) {
    let arrangement = Arrangement {
        sort: sort.to_vec(),
        ..Arrangement::default()
    };
    assert_eq!(shown(&roster_of(&dossier()), &arrangement), expected);
}

#[test]
fn missing_values_stand_last_in_both_directions() {
    use Direction::{Down, Up};
    check_order(
        &[(Column::Height, Up)],
        &["Guéhi", "Militão", "Konaté", "van Dijk", "Naldo", "Alaba"],
    );
    check_order(
        &[(Column::Height, Down)],
        &["Naldo", "van Dijk", "Konaté", "Militão", "Guéhi", "Alaba"],
    );
    check_order(
        &[(Column::Club, Down), (Column::Age, Up)],
        &["Konaté", "van Dijk", "Guéhi", "Alaba", "Militão", "Naldo"],
    );
}

#[test]
fn names_sort_without_regard_to_accents() {
    check_order(
        &[],
        &["Alaba", "Militão", "Konaté", "Guéhi", "Naldo", "van Dijk"],
    );
}

#[test]
fn groups_stand_in_the_order_of_the_decision() {
    let arrangement = Arrangement {
        grouped: true,
        ..Arrangement::default()
    };
    assert_eq!(
        shown(&roster_of(&dossier()), &arrangement),
        [
            "Targets, 2",
            "Konaté",
            "Guéhi",
            "Benchmark, 1",
            "van Dijk",
            "Our players, 2",
            "Alaba",
            "Militão",
            "Pool, 1",
            "Naldo",
        ]
    );
}

#[test]
fn a_cancelled_arrangement_stops() {
    let roster = roster_of(&dossier());
    let mut arrangement = Arrangement::default();
    for query in ["konate", "age<30", "knte"] {
        query.clone_into(&mut arrangement.query);
        assert!(
            arrange(&roster, &arrangement, &|| true).is_empty(),
            "{query}"
        );
    }
}

#[test]
fn cells_print_what_the_table_shows() {
    let roster = roster_of(&dossier());
    let row = roster.row_of(PlayerId(Uuid::from_u128(1))).unwrap();
    for (column, text) in [
        (Column::Name, "Ibrahima Konaté"),
        (Column::Role, "Target"),
        (Column::Stage, "Shortlist"),
        (Column::Age, "26"),
        (Column::Height, "194"),
        (Column::Foot, "right"),
        (Column::ContractEnd, "30 Jun 2026"),
        (Column::MonthsLeft, "11.6"),
        (Column::Availability, "100.0"),
        (Column::Value, "60.0"),
        (Column::ValueDate, "29 May 2025"),
        (Column::Ask, "≥ 50.0"),
        (Column::Bid, "20.0–25.0"),
        (Column::Minutes, "2,560"),
        (Column::LatestSeason, "24/25"),
        (Column::Wage, "GBP 80k a week"),
        (Column::Spells, "0"),
        (Column::Caps, ""),
    ] {
        assert_eq!(row.text(column), text, "{column:?}");
        assert_eq!(
            row.basis(column).is_some(),
            !text.is_empty() && column.fact().is_some()
                || matches!(
                    column,
                    Column::Age
                        | Column::MonthsLeft
                        | Column::Availability
                        | Column::Value
                        | Column::ValueDate
                        | Column::Ask
                        | Column::Bid
                        | Column::Minutes
                        | Column::LatestSeason
                        | Column::Spells
                ),
            "{column:?}"
        );
    }
    let unknown = roster.row_of(PlayerId(Uuid::from_u128(5))).unwrap();
    for column in [
        Column::Age,
        Column::MonthsLeft,
        Column::Availability,
        Column::Spells,
        Column::Value,
    ] {
        assert_eq!(
            (unknown.text(column).as_ref(), unknown.basis(column)),
            ("", None),
            "{column:?}"
        );
    }
}

#[test]
fn headers_name_the_unit() {
    let roster = roster_of(&dossier());
    for (column, header) in [
        (Column::Height, ("Height", "cm")),
        (Column::MonthsLeft, ("Months", "left")),
        (Column::Availability, ("Available", "22–25, %")),
        (Column::Value, ("Value", "EUR m")),
        (Column::Minutes, ("Minutes", "24/25")),
        (Column::Club, ("Club", "")),
    ] {
        let (name, unit) = roster.header(column);
        assert_eq!((name, unit.as_str()), header);
    }
}

#[test]
fn every_column_is_found_by_its_key_and_its_label() {
    for column in Column::ALL {
        assert_eq!(Column::from_key(column.key()), Some(*column));
        assert_eq!(Column::parse(column.key()), Some(*column));
        assert_eq!(Column::parse(column.label()), Some(*column), "{column:?}");
    }
}

#[test]
fn an_update_shows_what_a_fresh_table_shows() {
    let before = dossier();
    let old = roster_of(&before);
    let mut renamed = before.clone();
    renamed.put(Record::Player(Arc::new(player(
        2,
        "Marc G",
        Role::Target,
        &[],
    ))));
    let mut fewer = before.clone();
    fewer.remove(RecordRef::Player(PlayerId(Uuid::from_u128(3))));
    let mut more = before.clone();
    more.put(Record::Player(Arc::new(player(
        9,
        "Tah",
        Role::Target,
        &[],
    ))));
    let mut off = before.clone();
    off.remove(RecordRef::Negotiation(NegotiationId(Uuid::from_u128(1))));
    for (dossier, on) in [
        (&renamed, "2025-07-11"),
        (&fewer, "2025-07-11"),
        (&more, "2025-07-11"),
        (&off, "2025-07-11"),
        (&before, "2026-07-01"),
    ] {
        let findings = Findings::of(dossier, day(on));
        let updated = old.updated(dossier, day(on), &findings);
        let fresh = Roster::of(dossier, day(on), &findings);
        let all: Vec<u32> = (0..).take(fresh.rows().len()).collect();
        assert_eq!(
            tsv(&updated, &all, Column::ALL),
            tsv(&fresh, &all, Column::ALL)
        );
        assert_eq!(updated.text, fresh.text);
    }
    let again = old.updated(&renamed, decision(), &Findings::of(&renamed, decision()));
    assert!(Arc::ptr_eq(&old.rows()[0], &again.rows()[0]));
}

#[test]
fn copied_cells_cannot_run_in_a_spreadsheet() {
    let mut dossier = Dossier::new(DossierId(Uuid::nil()), head());
    for (n, name) in ["=1+1", "+49 30", "-", "@sum", "-5", "plain", "two\tcells"]
        .iter()
        .enumerate()
    {
        let player = player(
            n as u128,
            name,
            Role::Target,
            &[(FactKey::ContractEnd, "30/6/2025")],
        );
        dossier.put(Record::Player(Arc::new(player)));
    }
    let copied = tsv(
        &roster_of(&dossier),
        &[0, 1, 2, 3, 4, 5, 6, 99],
        &[Column::Name, Column::MonthsLeft],
    );
    assert_eq!(
        copied,
        "Player\tMonths left\n'=1+1\t-0.4\n'+49 30\t-0.4\n'-\t-0.4\n'@sum\t-0.4\n-5\t-0.4\nplain\t-0.4\ntwo cells\t-0.4\n"
    );
}

fn paste(dossier: &Dossier, text: &str) -> PastedRows {
    let mut n = 1_000;
    parse_rows(text, dossier, CellReader::typed(), &mut || {
        n += 1;
        Uuid::from_u128(n)
    })
}

fn pasted(dossier: &Dossier, rows: &PastedRows) -> Dossier {
    let stamp = Stamp {
        id: ChangeId(Uuid::from_u128(1)),
        at: chrono::DateTime::UNIX_EPOCH,
        by: String::new(),
    };
    let edit = rows.edit.as_ref().unwrap();
    dossier.edited(edit, &stamp).unwrap().unwrap().dossier
}

#[test]
fn pasted_rows_enter_facts_and_add_players() {
    let before = dossier();
    let rows = paste(
        &before,
        "Name\tClub\tBorn\tContract end\tHeight (cm)\tFoot\tMarket value (EUR m)\n\
         ibrahima konate\tLiverpool\t25/5/1999\t30/6/2027\t194\tright\t60.0\n\
         \n\
         Levi Colwill\tChelsea\t26/2/2003\tJune 2029\t1.87 m\tleft\t50\n",
    );
    assert_eq!(rows.refused, []);
    assert_eq!((rows.added, rows.changed), (1, 1));
    let Some(Edit::Many { label, edits }) = &rows.edit else {
        panic!("no edit");
    };
    assert_eq!(label, "paste 2 rows");
    let konate = edits
        .iter()
        .filter(|edit| matches!(edit, Edit::Player(..)))
        .count();
    assert_eq!(
        konate, 2,
        "the contract and a value of the decision date: {edits:?}"
    );
    let roster = roster_of(&pasted(&before, &rows));
    let all: Vec<u32> = (0..).take(roster.rows().len()).collect();
    let columns = [
        Column::Name,
        Column::ContractEnd,
        Column::Height,
        Column::Value,
        Column::Role,
    ];
    let text = tsv(&roster, &all, &columns);
    assert!(
        text.contains("Ibrahima Konaté\t2027-06-30\t194\t60.0\tTarget\n"),
        "{text}"
    );
    assert!(
        text.contains("Levi Colwill\tJune 2029\t187\t50.0\tTarget\n"),
        "{text}"
    );
}

#[test]
fn a_cell_that_cannot_be_taken_is_refused_alone() {
    let mut before = dossier();
    let namesake = player(8, "Marc Guéhi", Role::Pool, &[(FactKey::Born, "1/1/1990")]);
    before.put(Record::Player(Arc::new(namesake)));
    for (text, row, column, why) in [
        (
            "Player\tHeight\nKonaté\ttall",
            2,
            "Height",
            "“tall” is no height. Type 194, 1.94 m or 6'4\"",
        ),
        ("Player\txG\nKonaté\t1", 1, "xG", "is no column of a player"),
        (
            "Player\tHeight\tHeight\nKonaté\t194\t195",
            1,
            "Height",
            "stands above two columns; the first counts",
        ),
        (
            "Konaté\t194",
            1,
            "column 2",
            "has no header that says what it holds",
        ),
        ("Player\tHeight\n\t194", 2, "Player", "names nobody"),
        (
            "\nPlayer\tHeight\r\n\r\n\n\t194",
            5,
            "Player",
            "names nobody",
        ),
        (
            "Player;Note;Height\nKonaté;\"one\n\n\"\"two\"\"\";194\n;;194",
            5,
            "Player",
            "names nobody",
        ),
        (
            "Player\tHeight\nmarc guehi\t194",
            2,
            "Player",
            "could be more than one player. Add his birth",
        ),
    ] {
        let refused = paste(&before, text).refused;
        let [cell] = refused.as_slice() else {
            panic!("{text}: {refused:?}");
        };
        assert_eq!(
            (cell.row, cell.column.as_str(), cell.why.as_str()),
            (row, column, why)
        );
    }
    let named = paste(&before, "Player\tBorn\tHeight\nMarc Guehi\t13/7/2000\t183");
    assert_eq!((named.added, named.changed, named.refused.len()), (0, 1, 0));
}

#[test]
fn rows_that_were_copied_change_nothing_when_pasted_back() {
    let before = dossier();
    let roster = roster_of(&before);
    let all: Vec<u32> = (0..).take(roster.rows().len()).collect();
    let columns: Vec<Column> = Column::ALL.to_vec();
    let rows = paste(&before, &tsv(&roster, &all, &columns));
    assert_eq!((rows.edit, rows.refused), (None, Vec::new()));
}

#[test]
fn a_paste_is_told_by_the_names_that_it_brought() {
    let before = dossier();
    for (names, told) in [
        (vec!["Ann"], "Ann"),
        (
            vec!["Ann", "Ben", "Cid", "Dan", "Eve"],
            "Ann, Ben, Cid and 2 more",
        ),
    ] {
        let rows = paste(&before, &format!("Player\n{}", names.join("\n")));
        let after = pasted(&before, &rows);
        let change = after.changes.values().next_back().unwrap();
        assert_eq!(change.after, told);
    }
}

#[test]
fn columns_that_were_not_read_are_named() {
    let before = dossier();
    let text = "Player\tContract\tAge\txG\nLevi Colwill\t30/06/2029\t22\t1";
    let rows = paste(&before, text);
    assert_eq!(rows.unread, ["Age", "xG"]);
    let after = pasted(&before, &rows);
    let new = after
        .players
        .values()
        .find(|player| player.name == "Levi Colwill");
    let end = new.unwrap().facts.value(FactKey::ContractEnd).unwrap();
    assert_eq!(end.to_string(), "30 Jun 2029");
}

#[test]
fn quoted_cells_may_hold_tabs_lines_and_quotes() {
    let before = dossier();
    let rows = paste(
        &before,
        "Player\tClub\tNote\n\"Konaté\nJr\"\t\"A\tB\"\t\"he said \"\"no\"\"\"\n",
    );
    let after = pasted(&before, &rows);
    let new = after
        .players
        .values()
        .find(|player| player.name == "Konaté Jr")
        .unwrap();
    assert_eq!(
        (new.club(), new.note.as_str()),
        (Some("A\tB"), "he said \"no\"")
    );
}

#[test]
fn a_typed_fact_of_the_table_leads_to_its_field() {
    let id = PlayerId(Uuid::from_u128(1));
    assert_eq!(
        Column::Height.field(id),
        Some(FieldRef::Fact(id, FactKey::Height))
    );
    assert_eq!(Column::Age.field(id), None);
    assert_eq!(
        Column::Age.inspects(id),
        Some(FieldRef::Fact(id, FactKey::Born))
    );
    let edit = PlayerEdit::EnterFact {
        key: FactKey::Foot,
        value: Some(FactValue::Foot(Foot::Both)),
        reading: ReadingId(Uuid::from_u128(77)),
    };
    let rows = PastedRows {
        edit: Some(Edit::Player(id, edit)),
        added: 0,
        changed: 1,
        refused: Vec::new(),
        unread: Vec::new(),
    };
    let roster = roster_of(&pasted(&dossier(), &rows));
    assert_eq!(roster.row_of(id).unwrap().text(Column::Foot), "both");
}
