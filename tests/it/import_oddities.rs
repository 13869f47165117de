//! Further traps of real tables: what is odd about a table as a whole, dates in other forms, columns
//! that are counted otherwise than the rest. Every row is invented.

use crate::support::tables::*;
use backline::domain::date::Season;
use backline::domain::fact::FactKey;
use backline::domain::stats::{Counts, StatTable};
use backline::import::choices::Choices;
use backline::import::detect::DateOrder;
use backline::import::kind::TableKind;
use backline::import::oddities::oddities;
use backline::import::plan::Outcome;
use backline::import::seasons::stat_table;

fn fact_text(dossier: &backline::domain::dossier::Dossier, name: &str, key: FactKey) -> String {
    let value = named(dossier, name).facts.value(key);
    value.map(ToString::to_string).unwrap_or_default()
}

/// The whole of what is told of a table, one sentence a line.
fn told(text: &str) -> String {
    oddities(&draft(text)).join("\n")
}

#[test]
fn dates_are_read_in_the_forms_of_lists_and_told_where_a_number_was_meant() {
    for (born, expected, note) in [
        ("May 13, 1999 (26)", "13 May 1999", ""),
        ("13.05.1999 (26)", "13 May 1999", ""),
        ("13 de mayo de 1999", "13 May 1999", ""),
        ("13. Mai 1999", "13 May 1999", ""),
        ("19990513", "13 May 1999", ""),
        ("1999-05-13T00:00:00Z", "13 May 1999", ""),
        ("36293", "13 May 1999", "a spreadsheet's number of a day"),
        ("0000-00-00", "", ""),
        ("00/00/0000", "", ""),
        ("soon", "", ""),
    ] {
        let draft = draft(&format!(
            "name,born,club,height\nOkoye,\"{born}\",Town,190\nLind,2001-02-20,City,191\n"
        ));
        let plan = plan(&draft, &dossier(&[]));
        let after = imported(&dossier(&[]), &plan);
        assert_eq!(
            fact_text(&after, "Okoye", FactKey::Born),
            expected,
            "{born}"
        );
        let notes: Vec<&str> = plan.notes.iter().map(|(_, note)| note.as_str()).collect();
        assert_eq!(notes.is_empty(), note.is_empty(), "{born}: {notes:?}");
        assert!(notes.join(" ").contains(note), "{born}: {notes:?}");
        let refused = plan.cells.len();
        assert_eq!(refused, usize::from(born == "soon"), "{born}");
    }
}

#[test]
fn a_column_of_dates_that_may_be_other_days_is_told_once() {
    let draft = draft("name,born\nOkoye,04/05/1999\nLind,05/06/1998\nBanda,06/06/1998\n");
    let plan = plan(&draft, &dossier(&[]));
    assert!(plan.notes.is_empty(), "{:?}", plan.notes);
    let remark = "2 of 3 dates in “born” could each be another day, such as row 2: “04/05/1999” is \
                  read as 4 May 1999 and may be 5 Apr 1999";
    assert!(
        plan.remarks.iter().any(|told| told.contains(remark)),
        "{:?}",
        plan.remarks
    );
    // The value keeps its doubt, whoever reads it later.
    let kept = draft.rows()[0].note();
    assert!(kept.contains("may be 5 Apr 1999"), "{kept}");
}

#[test]
fn an_injury_that_lasts_until_today_is_open() {
    let text = "player,injury,from,until,days\n\
                Okoye,Knee,2025-06-20,heute,\n\
                Okoye,Ankle,2025-01-20,2025-01-31,11\n\
                Okoye,Hip,2024-01-20,until he can,11\n";
    let draft = draft(text);
    let rows = draft.rows();
    assert_eq!(rows[0].spell.as_ref().unwrap().to, None);
    assert!(rows[0].cells.is_empty());
    assert_eq!(
        rows[2].refused.as_deref(),
        Some("has an end that cannot be read")
    );
}

#[test]
fn printed_days_show_that_day_and_month_are_swapped_or_are_not() {
    // 31 July is as it stands; the days up to the 12th are swapped.
    let swapped = "player,injury,from,until,days\n\
                   Okoye,Knee,2024-07-31,2024-09-08,9\n\
                   Okoye,Knee,2023-05-03,2023-10-03,5\n\
                   Okoye,Knee,2022-01-02,2022-09-02,8\n\
                   Okoye,Knee,2021-05-11,2021-07-11,2\n";
    let found = draft(swapped).reading.dates;
    assert_eq!(
        (found.value, found.sure),
        (DateOrder::Swapped, false),
        "{}",
        found.evidence
    );
    let sound = "player,injury,from,until,days\n\
                 Okoye,Knee,04/05/2024,06/05/2024,3\n\
                 Okoye,Knee,01/02/2024,10/02/2024,10\n\
                 Okoye,Knee,03/04/2024,05/04/2024,3\n";
    let found = draft(sound).reading.dates;
    assert_eq!(
        (found.value, found.sure),
        (DateOrder::DayFirst, true),
        "{}",
        found.evidence
    );
    let months_first = "player,injury,from,until,days\n\
                        Okoye,Knee,05/04/2024,05/06/2024,3\n\
                        Okoye,Knee,02/01/2024,02/10/2024,10\n\
                        Okoye,Knee,04/03/2024,04/05/2024,3\n";
    let found = draft(months_first).reading.dates;
    assert_eq!(
        (found.value, found.sure),
        (DateOrder::MonthFirst, false),
        "{}",
        found.evidence
    );
}

#[test]
fn moves_outside_of_every_window_show_that_day_and_month_are_swapped() {
    let header = "player,from club,to club,transfer date,fee\n";
    let moves = |days: &[&str]| {
        let row = |day: &&str| format!("Okoye,Town,City,{day},€2m\n");
        let text: String = days.iter().map(row).collect();
        draft(&format!("{header}{text}")).reading.dates.value
    };
    let swapped = [
        "2024-07-31",
        "2023-05-07",
        "2022-03-08",
        "2021-11-07",
        "2020-10-01",
    ];
    assert_eq!(moves(&swapped), DateOrder::Swapped);
    let sound = [
        "2024-07-31",
        "2023-07-05",
        "2022-08-03",
        "2021-07-11",
        "2020-01-10",
    ];
    assert_eq!(moves(&sound), DateOrder::DayFirst);
}

#[test]
fn a_line_of_the_team_is_no_position_and_a_wide_midfielder_is_one() {
    let text = "name,born,position\nOkoye,1999-05-13,\"DF,MF\"\nLind,1999-05-14,Left Midfield\n\
                Moreau,1999-05-15,Defender - Centre-Back\nSilva,1999-05-16,D/WB (R)\n";
    let draft = draft(text);
    let plan = plan(&draft, &dossier(&[]));
    assert!(plan.cells.is_empty(), "{:?}", plan.cells);
    let after = imported(&dossier(&[]), &plan);
    for (name, position) in [
        ("Okoye", ""),
        ("Lind", "Winger"),
        ("Moreau", "Centre-back"),
        ("Silva", "Right-back"),
    ] {
        assert_eq!(
            fact_text(&after, name, FactKey::Position),
            position,
            "{name}"
        );
    }
    assert!(
        plan.remarks
            .iter()
            .any(|remark| remark.contains("no single place on the pitch, such as “DF,MF”"))
    );
}

#[test]
fn a_country_code_and_the_name_of_the_country_are_one_nationality() {
    let first = draft_with(
        b"name,born,nationality\nOkoye,1999-05-13,France\n",
        from_source("One"),
    );
    let before = imported(&dossier(&[]), &plan(&first, &dossier(&[])));
    for code in ["FRA", "fr FRA", "Frankreich", "FRA, MLI"] {
        let second = format!("name,born,nationality\nOkoye,1999-05-13,\"{code}\"\n");
        let second = draft_with(second.as_bytes(), from_source("Two"));
        let found = plan(&second, &before);
        assert_eq!(
            found.count(Outcome::Conflicting),
            0,
            "{code}: {:?}",
            found.rows
        );
    }
    let other = draft_with(
        b"name,born,nationality\nOkoye,1999-05-13,GER\n",
        from_source("Two"),
    );
    assert_eq!(plan(&other, &before).count(Outcome::Conflicting), 1);
}

fn figures(table: &StatTable, key: &str) -> Vec<f64> {
    table.columns[key].iter().collect()
}

#[test]
fn rows_that_sum_up_others_are_no_players() {
    let text = "Player,Pos,Squad,Comp,Season,Min,Tkl,Int,Clr\n\
                Okoye,DF,Town,L,2024/25,1800,40,20,60\n\
                Squad Total,,Town,L,2024/25,\"34,200\",600,300,700\n";
    let draft = draft(text);
    let table = stat_table(&draft, &head());
    assert_eq!(table.rows.len(), 1);
    let plan = plan(&draft, &dossier(&[]));
    assert_eq!(plan.rows[1].outcome, Outcome::Refused);
    assert!(plan.doubts.is_empty());
    assert!(told(text).contains("sums up others, such as “Squad Total” in row 3"));
}

#[test]
fn a_column_of_fractions_among_totals_is_for_90_minutes_and_it_is_said() {
    let text = "Player,Squad,Season,Min,Tkl,Int,Clr\n\
                Okoye,Town,2024/25,1800,2.15,20,60\n\
                Lind,City,2024/25,900,1.5,10,20\n";
    let draft = draft(text);
    let table = stat_table(&draft, &head());
    assert_eq!(table.counts, Counts::Totals);
    assert_eq!(figures(&table, "tackles"), [43.0, 15.0]);
    assert_eq!(figures(&table, "interceptions"), [20.0, 10.0]);
    assert!(!draft.reading.counting.as_ref().unwrap().sure);
    assert!(told(text).contains("“Tkl” holds fractions among totals"));
    let season = draft.rows()[0].season.clone().unwrap();
    assert_eq!(
        (season.season, season.metrics["tackles"]),
        (Some(Season(2024)), 43.0)
    );
}

#[test]
fn whole_figures_that_are_too_few_for_the_minutes_are_flagged() {
    let row = |n: u32| format!("Man {n},Town,{},{},{},{}\n", 1000 + n, n % 3, n % 2, n % 4);
    let rows: String = (1..20).map(row).collect();
    let draft = draft(&format!("Player,Squad,Min,Tkl,Int,Clr\n{rows}"));
    let counting = draft.reading.counting.unwrap();
    assert!(!counting.sure, "{}", counting.evidence);
    assert!(counting.evidence.contains("may be for 90 minutes"));
}

#[test]
fn shares_of_one_are_read_as_percent_and_a_mixed_column_is_told() {
    let shares = "Player,Squad,Season,Min,Tkl,Int,Clr,Cmp%\n\
                  Okoye,Town,2024/25,1800,40,20,60,0.855\n\
                  Lind,City,2024/25,900,30,10,20,0.91\n\
                  Moreau,City,2024/25,900,30,10,20,1\n\
                  Silva,City,2024/25,900,30,10,20,0.8\n";
    let table = stat_table(&draft(shares), &head());
    assert_eq!(figures(&table, "pass_pct"), [85.5, 91.0, 100.0, 80.0]);
    assert!(told(shares).contains("shares of one are read as percent"));
    let mixed = shares.replace(",1\n", ",88\n");
    let table = stat_table(&draft(&mixed), &head());
    assert_eq!(table.figure(2, "pass_pct"), Some(88.0));
    assert!(
        told(&mixed).contains("perhaps shares of one"),
        "{}",
        told(&mixed)
    );
}

#[test]
fn what_is_odd_about_a_table_is_told() {
    let seasons = "Player,Squad,Season,Min,Tkl,Lost,Won,Lost\n";
    for (text, words) in [
        (
            format!("{seasons}Okoye,Town,2024/25,1800,40,20,30,12\n"),
            "Two columns are called “Lost”",
        ),
        (
            format!("{seasons}Okoye,Town,2024/25,99999,40,20,30,12\n"),
            "minutes that no season holds, such as “99999” in row 2",
        ),
        (
            format!("{seasons}Okoye,Town,2024/25,1.8,40,20,30,12\nLind,Town,2024/25,900,4,2,3,1\n"),
            "such as “1.8” in row 2",
        ),
        (
            format!(
                "{seasons}{row}{row}",
                row = "Okoye,Town,2024/25,1800,40,20,30,12\n"
            ),
            "Row 3 repeats row 2 in every column; both count",
        ),
        (
            "player,date,market value\nOkoye,2024-05-13,1.2\nLind,2024-05-14,375\n".to_owned(),
            "may count in thousands or millions",
        ),
        (
            "name,born,club\n".to_owned(),
            "There are no rows below the header",
        ),
    ] {
        assert!(told(&text).contains(words), "{text}\n{}", told(&text));
    }
    let sound = "Player,Squad,Season,Min,Tkl,Int,Clr\n\
                 Okoye,Town,2024/25,1800,40,20,60\nLind,City,2024/25,900,30,10,20\n";
    assert_eq!(told(sound), "");
}

#[test]
fn a_fee_that_was_not_told_is_a_fee() {
    let text = "player,from,to,date,fee\nOkoye,Town,City,2024-07-13,undisclosed\n\
                Okoye,City,Rovers,2026-07-13,€5m\n";
    let rows = draft(text).rows();
    let first = rows[0].transfer.as_ref().unwrap();
    assert_eq!((first.kind.key(), &first.fee), ("fee", &None));
    assert!(rows[0].cells.is_empty());
    assert!(
        rows[1].notes[0].contains("after the decision date"),
        "{:?}",
        rows[1].notes
    );
}

#[test]
fn bytes_that_are_no_text_give_no_table() {
    let bytes: Vec<u8> = (0..=255_u8).cycle().take(9_000).collect();
    let limits = backline::import::limits::Limits::default();
    let read = backline::import::draft::Draft::read(
        "table.csv",
        bytes,
        Choices::default(),
        &head(),
        &limits,
    );
    assert!(
        read.unwrap_err()
            .to_string()
            .contains("bytes and not of text")
    );
}

#[test]
fn of_a_list_of_reference_rates_the_decision_date_is_taken() {
    let header = "Date,USD,JPY,BGN,CZK,DKK,GBP,PLN,SEK,CHF,NOK,\n";
    let rates = |day: &str, usd: &str| {
        format!("{day},{usd},170.1,N/A,24.6,7.46,0.8657,4.25,11.1,0.93,11.8,\n")
    };
    // The decision date is a Friday; the list goes on after it.
    let text = format!(
        "{header}{}{}{}",
        rates("2025-07-14", "1.1690"),
        rates("2025-07-10", "1.1688"),
        rates("2025-07-09", "1.1687")
    );
    let found = draft(&text);
    assert_eq!(found.kind.value, TableKind::Rates);
    let before = dossier(&[]);
    let first = plan(&found, &before);
    assert_eq!(
        outcomes(&first),
        [Outcome::LeftOut, Outcome::New, Outcome::LeftOut]
    );
    let after = imported(&before, &first);
    let words: Vec<String> = after.rates.values().map(|rate| rate.to_string()).collect();
    assert_eq!(
        words,
        [
            "EUR 1 = GBP 0.8657, 10 Jul 2025",
            "EUR 1 = USD 1.1688, 10 Jul 2025"
        ]
    );
    let rate = after.rates.values().next().unwrap();
    let source = rate.basis.source.and_then(|id| after.sources.get(&id));
    assert_eq!(source.unwrap().name, "European Central Bank");
    assert_eq!(plan(&found, &after).edit, None, "the same list again");
    let old = format!("{header}{}", rates("2025-07-09", "1.1687"));
    let refused = plan(&draft(&old), &before);
    assert_eq!(refused.edit, None);
    assert!(
        refused.remarks[0].contains("none is entered"),
        "{:?}",
        refused.remarks
    );
}

#[test]
fn att_is_what_is_tried_in_its_group_and_never_passes_by_default() {
    let mapped = |text: &str, header: &str| {
        let draft = draft(text);
        let column = draft.mapping.columns.iter();
        let mut found = column.filter(|column| column.header == header);
        let found = found.next().unwrap_or_else(|| panic!("{header}"));
        found.field.as_ref().map(|field| field.key())
    };
    let groups = ",,,,Tackles,Tackles,Challenges,Challenges,Challenges,Challenges,Blocks,Blocks\n\
                  Player,Squad,Season,Min,Tkl,TklW,Tkl,Att,Tkl%,Lost,Blocks,Sh\n\
                  Okoye,Town,2024/25,1800,30,20,12,20,60.0,8,25,10\n\
                  Lind,Town,2024/25,900,15,9,6,10,60.0,4,12,5\n";
    for (header, field) in [
        ("Tkl", "metric.tackles"),
        ("Challenges Tkl", "metric.dribblers_tackled"),
        ("Att", "metric.challenges"),
        ("Lost", "metric.dribbled_past"),
        ("Sh", "metric.shots_blocked"),
    ] {
        assert_eq!(mapped(groups, header).as_deref(), Some(field), "{header}");
    }
    let flat = "Player,Squad,Season,Min,Tkl,TklW,Int,Clr,Att,Tkl%\nOkoye,Town,2024/25,1800,30,20,9,8,20,60.0\n";
    assert_eq!(mapped(flat, "Att").as_deref(), Some("metric.challenges"));
    let bare =
        "Player,Squad,Season,Min,Tkl,TklW,Int,Clr,Att\nOkoye,Town,2024/25,1800,30,20,9,8,20\n";
    assert_eq!(mapped(bare, "Att"), None);
    let passes = bare.replace("Clr", "Cmp");
    assert_eq!(mapped(&passes, "Att").as_deref(), Some("metric.passes"));
}

#[test]
fn a_scraped_cell_is_read_without_its_tag() {
    let text = "ID,Name,Overall,Potential,Position,Club\n\
                7,Okoye,80,85,\"<span class=\"\"pos\"\">RCB\",Town\n\
                8,Lind,70,75,\"<span class=\"\"pos\"\">SUB\",Town\n";
    let draft = draft(text);
    let plan = plan(&draft, &dossier(&[]));
    assert!(plan.cells.is_empty(), "{:?}", plan.cells);
    let after = imported(&dossier(&[]), &plan);
    assert_eq!(fact_text(&after, "Okoye", FactKey::Position), "Centre-back");
    assert_eq!(fact_text(&after, "Lind", FactKey::Position), "");
}
