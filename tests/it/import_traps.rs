//! The traps that real tables hold: what can be noticed is noticed, what cannot is flagged, and
//! nothing is guessed in silence. Every row is invented.

use crate::support::tables::{self, *};
use backline::domain::fact::{FactKey, FactValue};
use backline::import::choices::Choices;
use backline::import::detect::{Counting, DateOrder, DecimalSign};
use backline::import::field::Field;
use backline::import::plan::Outcome;

fn fact_text(dossier: &backline::domain::dossier::Dossier, name: &str, key: FactKey) -> String {
    named(dossier, name)
        .facts
        .value(key)
        .map(ToString::to_string)
        .unwrap_or_default()
}

/// The setting of a draft with whether it is sure.
fn setting(draft: &backline::import::draft::Draft, key: &str) -> (String, bool) {
    let line = draft
        .lines()
        .into_iter()
        .find(|line| line.key == key)
        .unwrap();
    assert!(!line.evidence.is_empty(), "{key}");
    (line.value, line.sure)
}

#[test]
fn swapped_day_and_month_are_noticed_by_the_season_and_flagged_where_it_cannot_tell() {
    let text = "player,from club,to club,transfer date,season,fee\n\
                Okoye,Town,City,2024-01-07,24/25,€2m\n\
                Okoye,City,Rovers,2023-01-07,23/24,€3m\n\
                Okoye,Rovers,Athletic,2022-01-08,22/23,€1m\n\
                Okoye,Athletic,Wanderers,2021-01-31,20/21,€1m\n\
                Okoye,Wanderers,Town,2025-03-02,24/25,€4m\n";
    let draft = draft(text);
    assert_eq!(draft.reading.dates.value, DateOrder::Swapped);
    assert!(!draft.reading.dates.sure, "a person should look");
    let plan = plan(&draft, &dossier(&[]));
    let rows = draft.rows();
    let on = |idx: usize| rows[idx].transfer.as_ref().unwrap().on.to_string();
    assert_eq!(on(0), "1 Jul 2024");
    assert_eq!(on(3), "31 Jan 2021", "a day above 12 is as it stands");
    // Both readings lie in the season: flagged, with the other day.
    assert_eq!(on(4), "3 Feb 2025");
    assert!(
        rows[4].note().contains("may be 2 Mar 2025"),
        "{:?}",
        rows[4].notes
    );
    assert!(
        plan.remarks
            .iter()
            .any(|remark| remark.contains("may be another day"))
    );
    let straight = draft
        .with(Choices {
            dates: Some(DateOrder::DayFirst),
            ..Choices::default()
        })
        .unwrap();
    assert_eq!(
        straight.rows()[0].transfer.as_ref().unwrap().on.to_string(),
        "7 Jan 2024"
    );
}

#[test]
fn dates_that_prove_no_order_are_flagged() {
    let draft = draft("player,date of birth,club\nOkoye,3/4/2001,City\nBanda,5/6/1999,Town\n");
    let (_, sure) = setting(&draft, "dates");
    assert!(!sure);
    assert!(
        draft
            .reading
            .dates
            .evidence
            .contains("All 2 dates could be read both ways"),
        "{}",
        draft.reading.dates.evidence
    );
    let proved =
        tables::draft("player,date of birth,club\nOkoye,25/4/2001,City\nBanda,5/6/1999,Town\n");
    assert!(setting(&proved, "dates").1);
}

#[test]
fn latin_1_is_noticed_and_shown() {
    let bytes =
        b"Player,Club,Born\nJos\xe9 Nu\xf1ez,C\xe1diz,2000\nBj\xf6rn Str\xf6m,Malm\xf6,1999\n";
    let draft = draft_with(bytes, Choices::default());
    let (encoding, sure) = setting(&draft, "encoding");
    assert_eq!((encoding.as_str(), sure), ("windows-1252", false));
    assert_eq!(draft.rows()[0].who.name, "José Nuñez");
}

#[test]
fn figures_for_90_minutes_under_headers_of_totals_are_noticed() {
    let text = "Player,Born,Squad,Comp,Season,Min,Tkl,Int,Clr\n\
                Okoye,2001,City,League,2024/25,1800,2.15,1.5,3.05\n\
                Banda,1999,Town,League,2024/25,900,1,0.9,2.2\n";
    let draft = draft(text);
    let counting = draft.reading.counting.as_ref().unwrap();
    assert_eq!(counting.value, Counting::Per90);
    assert!(counting.evidence.contains("2.15"), "{}", counting.evidence);
    let season = draft.rows()[0].season.clone().unwrap();
    assert_eq!(season.metrics["tackles"], 43.0);
    let totals = tables::draft(
        &text
            .replace("2.15", "43")
            .replace("1.5,3.05", "30,61")
            .replace("0.9,2.2", "9,22"),
    );
    assert_eq!(
        totals.reading.counting.as_ref().unwrap().value,
        Counting::Totals
    );
    assert_eq!(
        totals.rows()[0].season.clone().unwrap().metrics["tackles"],
        43.0
    );
}

#[test]
fn sums_heights_and_wages_are_read_as_providers_write_them() {
    let text = "Name;Height;Market value;Wage;Foot;Position\n\
                Okoye;6'0\";€375Th.;£1,200 p/w;left;Centre-Back\n\
                Banda;1.88 m;£60K - £600K;€190K p/w;rechts;D (C)\n\
                Lima;185cm;€84.65m;;ambidestro;Innenverteidiger\n";
    let draft = draft_with(text.as_bytes(), from_source("Market"));
    let plan = plan(&draft, &dossier(&[]));
    assert_eq!(plan.cells, []);
    let after = imported(&dossier(&[]), &plan);
    for (name, height, wage, foot, value) in [
        ("Okoye", "183", "GBP 1.2k a week", "left", "EUR 375k"),
        ("Banda", "188", "EUR 190k a week", "right", "GBP 60k"),
        ("Lima", "185", "", "both", "EUR 84.65m"),
    ] {
        assert_eq!(fact_text(&after, name, FactKey::Height), height, "{name}");
        assert_eq!(fact_text(&after, name, FactKey::Wage), wage, "{name}");
        assert_eq!(fact_text(&after, name, FactKey::Foot), foot, "{name}");
        assert_eq!(
            fact_text(&after, name, FactKey::Position),
            "Centre-back",
            "{name}"
        );
        assert_eq!(
            named(&after, name).valuations[0].amount.to_string(),
            value,
            "{name}"
        );
    }
    assert!(
        plan.notes
            .iter()
            .any(|(row, note)| *row == 3 && note.contains("range up to GBP 600k"))
    );
}

#[test]
fn sums_without_a_currency_are_flagged_and_a_header_can_name_it() {
    let silent = draft("Player,Club,Market value\nOkoye,City,375000\n");
    assert_eq!(setting(&silent, "currency"), ("EUR".to_owned(), false));
    let said = draft("Player,Club,Market value (GBP m)\nOkoye,City,1.5\n");
    assert!(said.lines().iter().all(|line| line.key != "currency"));
    assert_eq!(said.rows()[0].value.unwrap().0.to_string(), "GBP 1.5m");
}

#[test]
fn a_decimal_comma_is_proved_or_flagged() {
    let proved = draft("Spieler;Verein;Größe (m);Marktwert\nOkoye;City;1,88;1,25 Mio. €\n");
    assert_eq!(proved.reading.decimal.value, DecimalSign::Comma);
    assert!(proved.reading.decimal.sure);
    assert_eq!(proved.rows()[0].value.unwrap().0.to_string(), "EUR 1.25m");
    assert_eq!(proved.rows()[0].who.height, Some(188));
    let open = draft("Player;Club;Market value\nOkoye;City;1.250 €\n");
    assert!(!open.reading.decimal.sure);
}

#[test]
fn two_columns_of_one_name_are_both_kept_and_told_apart() {
    let draft = draft(
        "Name,Nat,Position,Club,UID,Cor,Cro,Dri,Fin,Fir,Fre,Hea,Lon,Mar,Nat,Pos\n\
         Okoye,NGA,D (C),City,7,1,2,3,4,5,6,7,8,9,14,12\n",
    );
    let column = |name: &str| {
        draft
            .mapping
            .columns
            .iter()
            .find(|column| column.header == name)
            .unwrap()
    };
    assert_eq!(column("Nat").field, Some(Field::Fact(FactKey::Nationality)));
    assert_eq!(column("Nat (2)").field, None);
    assert_eq!(column("Pos").field, None, "positioning, not a position");
    assert_eq!(
        draft.table.cell(0, draft.table.column("Nat (2)").unwrap()),
        "14"
    );
}

#[test]
fn overlapping_open_and_future_spells_are_taken_with_what_is_odd_about_them() {
    let text = "player,injury,from,until,days,games missed\n\
                Okoye,Hamstring injury,2024-09-01,2024-09-30,30,4\n\
                Okoye,Knock,2024-09-20,2024-10-05,16,2\n\
                Okoye,Knee injury,2025-06-20,,22,-\n\
                Okoye,Ankle injury,2025-09-01,2025-09-10,10,1\n\
                Okoye,Groin injury,2025-05-10,2025-05-01,1,0\n\
                Okoye,Calf injury,,2025-05-01,1,0\n\
                Okoye,Rest,2025-03-01,soon,1,0\n";
    let mut choices = from_source("List");
    choices
        .people
        .insert("Okoye".to_owned(), "Okoye".to_owned());
    let draft = draft_with(text.as_bytes(), choices);
    let before = dossier(&[("Okoye", "2001-04-25", "City", 0)]);
    let plan = plan(&draft, &before);
    use Outcome::{New, Refused};
    assert_eq!(
        outcomes(&plan),
        [New, New, New, New, Refused, Refused, Refused]
    );
    assert!(
        row(&plan, 3).text.contains("days of both count once"),
        "{}",
        row(&plan, 3).text
    );
    assert!(
        row(&plan, 6).text.contains("before it began"),
        "{}",
        row(&plan, 6).text
    );
    assert!(
        row(&plan, 8).text.contains("cannot be read"),
        "{}",
        row(&plan, 8).text
    );
    let later = plan.notes.iter().find(|(row, _)| *row == 5).unwrap();
    assert!(later.1.contains("after the decision date"), "{}", later.1);
    // It prints days as we count them, which needs no word.
    assert!(plan.remarks.is_empty(), "{:?}", plan.remarks);
    let after = imported(&before, &plan);
    let spells = &named(&after, "Okoye").spells;
    assert_eq!(spells.len(), 4);
    assert_eq!(spells[2].to, None, "still out");
    let season = backline::domain::date::Season(2024);
    let lost = backline::domain::injury::Availability::of_season(spells, season, day(DECISION));
    assert_eq!(
        lost.unwrap().days_out,
        35 + 11,
        "a day of two spells counts once"
    );
}

#[test]
fn days_that_leave_one_end_out_are_noticed_and_dates_are_kept() {
    let text = "player,injury,from,until,days\nOkoye,Knee,2024-09-01,2024-09-30,29\n";
    let draft = draft(text);
    let count = draft.reader().day_count().unwrap();
    assert_eq!(count.value, backline::import::rows::DayCount::OneEnd);
    assert_eq!(
        draft.rows()[0].spell.as_ref().unwrap().to,
        Some(day("2024-09-30"))
    );
}

#[test]
fn escaped_and_broken_names_are_put_right_and_it_is_said() {
    let text = "Player,Born,Club\n\
                Andr\\u00e9 Lima,2000,City\nM&uuml;ller,1999,Town\n\"NuÃ±ez, JosÃ©\",2001,Cádiz\n19\u{a0}K. Banda,1998,City\n";
    let draft = draft(text);
    let rows = draft.rows();
    let names: Vec<&str> = rows.iter().map(|row| row.who.name.as_str()).collect();
    assert_eq!(names, ["André Lima", "Müller", "José Nuñez", "K. Banda"]);
    assert!(rows.iter().all(|row| !row.notes.is_empty()));
}

#[test]
fn births_in_the_future_and_impossible_days_are_refused_cell_by_cell() {
    let draft = draft(
        "Player,Born,Club\nOkoye,2031-05-25,City\nBanda,2001-02-30,Town\nLima,2000-01-02,City\n",
    );
    let plan = plan(&draft, &dossier(&[]));
    let rows: Vec<u32> = plan.cells.iter().map(|(row, _)| *row).collect();
    assert_eq!(rows, [2, 3]);
    assert!(plan.cells[0].1.why.contains("future"), "{:?}", plan.cells);
    let after = imported(&dossier(&[]), &plan);
    assert_eq!(after.players.len(), 3, "their rows still count");
    assert_eq!(named(&after, "Okoye").born(), None);
}

#[test]
fn two_rows_for_one_player_add_readings_and_lose_nothing() {
    let text = "player id,player,born,club,height\n7,Okoye,2001-04-25,City,188\n7,Okoye,2001-04-25,Town,188\n";
    let draft = draft_with(text.as_bytes(), from_source("Table"));
    let plan = plan(&draft, &dossier(&[]));
    assert_eq!(outcomes(&plan), [Outcome::New, Outcome::Conflicting]);
    let after = imported(&dossier(&[]), &plan);
    assert_eq!(after.players.len(), 1);
    let clubs = named(&after, "Okoye").facts.get(FactKey::Club).unwrap();
    let clubs: Vec<String> = clubs
        .readings
        .iter()
        .map(|reading| reading.value.to_string())
        .collect();
    assert_eq!(clubs, ["City", "Town"]);
}

#[test]
fn two_rows_of_one_name_without_a_birth_are_not_taken_for_one_man() {
    let text = "player,age,club,fee,from club,to club,season\n\
                Pedro,28,,€2m,Town,City,2015/16\nPedro,22,,€3m,Rovers,Athletic,2015/16\n";
    let draft = draft(text);
    let people = backline::import::identity::people(&draft.rows());
    assert_eq!(people.len(), 2);
}

#[test]
fn fees_in_words_become_kinds_of_moves() {
    let text = "club_name,player_name,club_involved_name,fee,transfer_movement,transfer_period,season\n\
                City,Okoye,Town,€84.65m,in,Summer,2022/2023\n\
                City,Okoye,Town,€375Th.,in,Winter,2021/2022\n\
                City,Okoye,Town,Loan fee:€2.00m,out,Summer,2020/2021\n\
                City,Okoye,Town,free transfer,in,Summer,2019/2020\n\
                City,Okoye,Town,loan transfer,in,Summer,2018/2019\n\
                City,Okoye,Town,\"End of loanJun 30, 2018\",out,Summer,2017/2018\n\
                City,Okoye,Town,?,in,Summer,2016/2017\n\
                City,Okoye,Town,-,in,Summer,2015/2016\n";
    let moves: Vec<String> = draft(text)
        .rows()
        .iter()
        .map(|row| {
            let transfer = row.transfer.as_ref().unwrap();
            let fee = transfer
                .fee
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default();
            format!(
                "{} {} {} {fee}",
                transfer.to,
                transfer.on,
                transfer.kind.key()
            )
        })
        .collect();
    assert_eq!(
        moves,
        [
            "City 2022 fee EUR 84.65m",
            "City 2022 fee EUR 375k",
            "Town 2020 loan EUR 2m",
            "City 2019 free ",
            "City 2018 loan ",
            "Town 30 Jun 2018 loan_end ",
            "City 2016 fee ",
            "City 2015 not stated ",
        ]
    );
}

#[test]
fn headers_repeated_among_the_rows_are_left_out_and_counted() {
    let text = "Player,Club,Age\nOkoye,City,24\nPlayer,Club,Age\nBanda,Town,26\n";
    let draft = draft(text);
    assert_eq!((draft.table.len(), draft.table.repeats()), (2, &[3][..]));
    assert!(
        plan(&draft, &dossier(&[]))
            .remarks
            .iter()
            .any(|remark| remark.contains("1 row repeats the header and is left out"))
    );
}

#[test]
fn a_second_source_adds_its_reading_and_overwrites_nothing() {
    let before = dossier(&[("Okoye", "2001-04-25", "City", 194)]);
    let text = "Player,Born,Club,Height\nOkoye,2001-04-25,City FC,192\n";
    let plan = plan(&draft_with(text.as_bytes(), from_source("Second")), &before);
    assert_eq!(outcomes(&plan), [Outcome::Conflicting]);
    assert!(
        row(&plan, 2).text.contains("192 against 194"),
        "{}",
        row(&plan, 2).text
    );
    let after = imported(&before, &plan);
    let height = named(&after, "Okoye").facts.get(FactKey::Height).unwrap();
    assert_eq!(
        height.value(),
        Some(&FactValue::Count(194)),
        "the used reading stays"
    );
    let second = height.others().next().unwrap();
    assert_eq!(second.value, FactValue::Count(192));
    let source = after.source(second.basis.source.unwrap()).unwrap();
    assert_eq!(source.name, "Second");
    assert_eq!(
        second.basis.on.map(|on| on.to_string()).as_deref(),
        Some("11 Jul 2025")
    );
    let findings = backline::domain::finding::Findings::of(&after, day(DECISION));
    let about_height = findings
        .all()
        .any(|finding| finding.subject.contains("height"));
    assert!(about_height, "a disagreement is a finding");
}

#[test]
fn the_same_table_again_changes_nothing() {
    let text = "player id,injury,from,until,games missed\n7,Knee,2024-09-01,2024-09-30,4\n7,Knock,2024-11-01,2024-11-03,1\n";
    let mut choices = from_source("List");
    choices.people.insert("7".to_owned(), "Okoye".to_owned());
    let before = dossier(&[("Okoye", "2001-04-25", "City", 194)]);
    let draft = draft_with(text.as_bytes(), choices);
    let after = imported(&before, &plan(&draft, &before));
    assert_eq!(named(&after, "Okoye").spells.len(), 2);
    // The decision is remembered, so the next file of that shape needs none.
    let next = draft_with(text.as_bytes(), from_source("List"));
    let again = plan(&next, &after);
    assert_eq!(outcomes(&again), [Outcome::Unchanged; 2]);
    assert_eq!(imported(&after, &again).players, after.players);
}

#[test]
fn an_open_spell_is_closed_and_one_that_is_dated_otherwise_is_kept_beside() {
    let mut choices = from_source("First");
    choices.people.insert("7".to_owned(), "Okoye".to_owned());
    let text = "player id,injury,from,until\n7,Knee injury,2024-09-01,\n7,Hamstring injury,2024-01-01,2024-02-01\n";
    let before = dossier(&[("Okoye", "2001-04-25", "City", 194)]);
    let first = imported(
        &before,
        &plan(&draft_with(text.as_bytes(), choices), &before),
    );
    let text = "player id,injury,from,until\n7,Knee injury,2024-09-01,2024-10-01\n7,Hamstring injury,2024-01-03,2024-02-05\n";
    let second = plan(&draft_with(text.as_bytes(), from_source("Second")), &first);
    assert_eq!(outcomes(&second), [Outcome::Changed, Outcome::Conflicting]);
    let after = imported(&first, &second);
    let spells = &named(&after, "Okoye").spells;
    assert_eq!(spells[0].to, Some(day("2024-10-01")));
    assert_eq!((spells.len(), spells[2].counts), (3, Some(false)));
}

#[test]
fn a_mapping_is_remembered_and_offered_for_the_next_table_of_that_shape() {
    use backline::import::plan::remembered;
    let text = "Wer,Verein,Bemerkung\nOkoye,City,x\n";
    let mut choices = from_source("Club list");
    choices.columns.insert("Wer".to_owned(), Some(Field::Name));
    choices.columns.insert("Bemerkung".to_owned(), None);
    choices.kind = Some(backline::import::kind::TableKind::Players);
    let draft = draft_with(text.as_bytes(), choices);
    let after = imported(&dossier(&[]), &plan(&draft, &dossier(&[])));
    // Other rows, the columns in another order: the same shape.
    let next = tables::draft("Verein,Bemerkung,Wer\nTown,y,Banda\n");
    assert_eq!(next.shape, draft.shape);
    let offered = Choices::remembered(remembered(&after, &next.shape).unwrap());
    let next = next.with(offered).unwrap();
    assert_eq!(next.rows()[0].who.name, "Banda");
    assert_eq!(next.reading.provider.value, "invented");
}
