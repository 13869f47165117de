//! The profile in its window, used as a person uses it: by name, pointer and keyboard.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::support::window::{Program, drawn, program_with};
use backline::domain::dossier::{Record, RecordRef};
use backline::domain::edit::Edit;
use backline::domain::fact::FactKey;
use backline::domain::field::{FieldRef, PlayerField};
use backline::domain::id::PlayerId;
use backline::domain::player::{Player, Role as PlayerRole};
use backline::editor::command::{Command, Sample};
use backline::ui::state::{Inspected, Screen, Settings, ViewState};
use eframe::egui::{Event, Key, Modifiers, Rect, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};

/// A window on a profile of the first sample.
struct Window {
    harness: Harness<'static, Program>,
    player: PlayerId,
}

const WIDE: [f32; 2] = [1440.0, 900.0];

/// Konaté, in a window of the size of the design.
fn konate() -> Window {
    window(WIDE, None)
}

/// A player of whom only the name is known.
fn a_stranger(size: [f32; 2]) -> Window {
    let id = PlayerId(uuid::Uuid::from_u128(u128::MAX));
    window(
        size,
        Some(Player::new(id, "A Stranger", PlayerRole::Target)),
    )
}

fn window(size: [f32; 2], added: Option<Player>) -> Window {
    let mut program = program_with(Settings::default());
    let editor = &mut program.editor;
    editor.apply(Command::OpenSample(Sample::Konate2025));
    let player = match added {
        Some(player) => {
            let id = player.id;
            let record = Record::Player(Arc::new(player));
            editor.apply(Command::Edit(Edit::Put(record)));
            id
        }
        None => {
            let mut players = editor.shown().dossier().players.values();
            let named = players.find(|player| player.name == "Ibrahima Konaté");
            named.unwrap().id
        }
    };
    program.view.show_player(player);
    let harness = drawn(program, size);
    Window { harness, player }
}

impl Window {
    fn player(&self) -> &Player {
        let editor = &self.harness.state().editor;
        editor.shown().dossier().player(self.player).unwrap()
    }

    fn fact(&self, key: FactKey) -> String {
        let value = self.player().facts.value(key);
        value.map_or_else(String::new, ToString::to_string)
    }

    fn view(&mut self) -> &mut ViewState {
        &mut self.harness.state_mut().view
    }

    fn apply(&mut self, command: Command) {
        self.harness.state_mut().editor.apply(command);
        self.harness.run();
    }

    /// The first text field of this name, from the top.
    fn field<'h>(&'h self, label: &'h str) -> egui_kittest::Node<'h> {
        let mut found = self
            .harness
            .get_all_by_role_and_label(Role::TextInput, label);
        found.next().unwrap()
    }

    fn value(&self, label: &str) -> String {
        self.field(label).value().unwrap_or_default()
    }

    fn type_into(&mut self, label: &str, text: &str) {
        self.field(label).focus();
        self.harness.run();
        if text.is_empty() {
            self.press(Key::Delete);
        } else {
            self.field(label).type_text(text);
        }
        self.harness.run();
    }

    /// Types a value and takes it.
    fn enter(&mut self, label: &str, text: &str) {
        self.type_into(label, text);
        self.press(Key::Enter);
    }

    fn press(&mut self, key: Key) {
        self.harness.key_press(key);
        self.harness.run();
    }

    /// Types into whatever has the keyboard.
    fn type_and_enter(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.run();
        self.press(Key::Enter);
    }

    /// The name of what has the keyboard.
    fn focused(&self) -> String {
        let focused = self.harness.get_by(|node| node.is_focused());
        focused.accesskit_node().label().unwrap_or_default()
    }

    fn undo(&mut self) {
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        self.harness.run();
    }

    fn findings(&self) -> Vec<String> {
        let editor = &self.harness.state().editor;
        let found = editor.shown().derived.findings.of_player(self.player);
        found.iter().map(|finding| finding.text.clone()).collect()
    }

    /// The fields of the page, with their names and places.
    fn fields(&self) -> Vec<(String, Rect)> {
        let all = self.harness.get_all_by_role(Role::TextInput);
        let name =
            |node: &egui_kittest::Node<'_>| node.accesskit_node().label().unwrap_or_default();
        all.map(|node| (name(&node), node.rect())).collect()
    }
}

#[test]
fn a_wage_is_typed_in_its_currency_and_undone_in_one_step() {
    let mut window = konate();
    let before = window.fact(FactKey::Wage);
    window.enter("Wage", "GBP 85k a week");
    assert_eq!(window.fact(FactKey::Wage), "GBP 85k a week");
    assert_eq!(window.value("Wage"), "GBP 85k a week");
    window.undo();
    assert_eq!(window.fact(FactKey::Wage), before);
    assert_eq!(window.value("Wage"), before);
}

#[test]
fn typing_over_a_reported_value_keeps_the_report() {
    let mut window = konate();
    let told = window.player().facts.get(FactKey::Wage).unwrap().clone();
    window.enter("Wage", "GBP 85k a week");
    let now = window.player().facts.get(FactKey::Wage).unwrap();
    assert_eq!(now.readings.len(), told.readings.len() + 1);
    for reading in &told.readings {
        assert!(now.readings.contains(reading), "{}", reading.value);
    }
}

#[test]
fn a_refused_text_stays_with_its_reason() {
    let mut window = konate();
    window.type_into("Height", "tall");
    window.press(Key::Tab);
    let why = "“tall” is no height. Type 194, 1.94 m or 6'4\"";
    window.harness.get_by_role_and_label(Role::Label, why);
    assert_eq!(window.value("Height"), "tall");

    // Another screen and back leave it alone.
    window.view().show(Screen::Players);
    window.harness.run();
    window.view().go_back();
    window.harness.run();
    assert_eq!(window.value("Height"), "tall");
    assert_eq!(window.fact(FactKey::Height), "194");

    window.field("Height").focus();
    window.harness.run();
    window.press(Key::Escape);
    assert_eq!(window.value("Height"), "194");
}

#[test]
fn a_contract_end_reads_as_people_say_it() {
    for (typed, end) in [
        ("30/6/27", "30 Jun 2027"),
        ("2028-06-30", "30 Jun 2028"),
        ("end of next season", "30 Jun 2027"),
        ("6/2029", "June 2029"),
        ("", ""),
    ] {
        let mut window = konate();
        window.enter("Contract end", typed);
        assert_eq!(window.fact(FactKey::ContractEnd), end, "{typed}");
    }
    let mut stranger = a_stranger(WIDE);
    stranger.enter("Contract end", "end of season");
    assert_eq!(stranger.fact(FactKey::ContractEnd), "30 Jun 2026");
}

#[test]
fn a_fact_that_nobody_entered_is_entered_in_place() {
    let mut window = konate();
    assert_eq!(window.fact(FactKey::Caps), "");
    window.enter("Caps", "24");
    assert_eq!(window.fact(FactKey::Caps), "24");
    assert_eq!(window.value("Caps"), "24");
}

#[test]
fn an_injury_that_overlaps_another_is_found_at_once() {
    let mut window = konate();
    let spells = window.player().spells.len();
    window.enter("New injury", "hamstring");
    assert_eq!(window.player().spells.len(), spells);
    window.type_and_enter("1/12/2024");
    assert_eq!(window.player().spells.len(), spells + 1);
    window.type_and_enter("20/12/2024");
    let found = window.findings();
    let overlaps = "hamstring, 1 Dec 2024 – 20 Dec 2024 overlaps knee";
    assert!(
        found.iter().any(|text| text.starts_with(overlaps)),
        "{found:?}"
    );
    let row = window.harness.query_all_by_role(Role::Button).find(|node| {
        let label = node.accesskit_node().label().unwrap_or_default();
        label.starts_with("Warning, Konaté, hamstring.")
    });
    assert!(row.is_some());
}

#[test]
fn a_new_injury_says_nothing_before_its_first_day_is_entered() {
    let mut window = konate();
    let (before, found) = (window.player().clone(), window.findings());
    window.enter("New injury", "broken toe");
    assert_eq!(window.player(), &before);
    assert_eq!(window.findings(), found);
    let from = window.field("First day out of the new injury");
    assert!(from.accesskit_node().is_focused());
    assert_eq!(from.value().unwrap_or_default(), "");
    window.type_and_enter("1/12/2024");
    let spells = &window.player().spells;
    let new = spells.iter().find(|spell| spell.kind == "broken toe");
    assert_eq!(
        new.map(|spell| spell.from.to_string()),
        Some("2024-12-01".to_owned())
    );
    let focused = window.focused();
    assert_eq!(focused, "Last day out");
    window.undo();
    assert_eq!(window.player(), &before);
}

#[test]
fn a_new_player_is_asked_for_his_birth_and_then_for_the_rest_in_reading_order() {
    let mut window = konate();
    let keys = Modifiers::COMMAND | Modifiers::SHIFT;
    window.harness.key_press_modifiers(keys, Key::N);
    window.harness.run();
    window.type_and_enter("Marc Test");
    let mut passed = vec![window.focused()];
    for _ in 0..5 {
        window.press(Key::Tab);
        passed.push(window.focused());
    }
    let expected = [
        "Born",
        "Age as printed",
        "Position",
        "Height",
        "Foot",
        "Nationality",
    ];
    assert_eq!(passed, expected);
}

#[test]
fn every_empty_fact_says_that_it_was_not_entered() {
    let mut program = program_with(Settings::default());
    let editor = &mut program.editor;
    let id = PlayerId(uuid::Uuid::from_u128(u128::MAX));
    let player = Player::new(id, "A Stranger", PlayerRole::Target);
    editor.apply(Command::Edit(Edit::Put(Record::Player(Arc::new(player)))));
    program.view.show_player(id);
    let window = Window {
        harness: drawn(program, WIDE),
        player: id,
    };
    for label in ["Position", "Foot"] {
        let field = window.harness.get_by_role_and_label(Role::ComboBox, label);
        assert_eq!(field.value().as_deref(), Some("not entered"), "{label}");
    }
}

#[test]
fn the_head_of_a_profile_keeps_its_parts_apart() {
    for size in [
        [800.0, 560.0],
        [1024.0, 700.0],
        [1100.0, 700.0],
        [1440.0, 900.0],
    ] {
        for name in [
            "Li",
            "Ibrahima Konaté",
            "Wolfeschlegelsteinhausenbergerdorff von und zu Liverpool",
        ] {
            let id = PlayerId(uuid::Uuid::from_u128(u128::MAX));
            let player = Player::new(id, name, PlayerRole::Target);
            let mut window = window(size, Some(player));
            window.enter("Contract end", "30/6/2027");
            let last = window.harness.get_by_label("Next player").rect();
            let ribbon = window.harness.get_by_label_contains("Contract to").rect();
            let apart = last.right() + 4.0 <= ribbon.left() || last.bottom() <= ribbon.top();
            assert!(apart, "{name} at {size:?}: {last:?} {ribbon:?}");
            let page = ribbon.right().max(last.right());
            assert!(page <= size[0], "{name} at {size:?}: {page}");
        }
    }
}

#[test]
fn a_sign_stands_beside_each_field_in_which_something_is_found() {
    let mut window = konate();
    window.enter("New injury", "hamstring");
    window.type_and_enter("1/12/2024");
    let editor = &window.harness.state().editor;
    let found = editor.shown().derived.findings.of_player(window.player);
    let beside_rows = found.iter().filter(|finding| {
        // The header has no margin, and what is missing of him as a whole has no row.
        !matches!(
            finding.field,
            FieldRef::Player(
                _,
                PlayerField::Name | PlayerField::Role | PlayerField::Stage
            )
        )
    });
    let mut signs = 0;
    for finding in beside_rows {
        let field = editor.shown().derived.findings.at(&finding.field).next();
        let text = &field.unwrap().text;
        let sign = window.harness.query_all_by_role(Role::Image).any(|node| {
            let label = node.accesskit_node().label().unwrap_or_default();
            label.ends_with(text)
        });
        assert!(sign, "{:?}: {text}", finding.field);
        signs += 1;
    }
    assert!(signs >= 3, "{signs}");
}

#[test]
fn a_date_is_picked_from_its_calendar_by_key() {
    let mut window = konate();
    let newest = |window: &Window| window.player().spells.iter().map(|spell| spell.from).max();
    let before = newest(&window).unwrap();
    window.field("First day out").focus();
    window.harness.run();
    window.press(Key::F4);
    window.press(Key::ArrowRight);
    window.press(Key::Enter);
    assert_eq!(newest(&window), before.succ_opt());
}

#[test]
fn the_end_of_a_contract_is_picked_from_its_calendar() {
    let mut window = konate();
    window.field("Contract end").focus();
    window.harness.run();
    window.press(Key::F4);
    window.press(Key::ArrowLeft);
    window.press(Key::Enter);
    assert_eq!(window.fact(FactKey::ContractEnd), "29 Jun 2026");
}

#[test]
fn a_foot_is_one_of_a_list_and_the_report_comes_back_without_ours() {
    let mut window = konate();
    for (letters, foot) in [("l", "left"), ("b", "both"), ("n", "right"), ("n", "")] {
        let all = window.harness.get_all_by_role(Role::ComboBox);
        let named = |node: &egui_kittest::Node<'_>| {
            node.accesskit_node().label().as_deref() == Some("Foot")
        };
        all.into_iter().find(named).unwrap().focus();
        window.harness.run();
        window.harness.event(Event::Text(letters.to_owned()));
        window.harness.run();
        window.press(Key::Enter);
        assert_eq!(window.fact(FactKey::Foot), foot, "{letters}");
    }
}

#[test]
fn a_kind_of_transfer_takes_no_reported_fee_away() {
    let mut window = konate();
    let fee = |window: &Window| {
        let transfers = window.player().transfers.clone();
        transfers.iter().max_by_key(|transfer| transfer.on).cloned()
    };
    let before = fee(&window).unwrap();
    assert!(
        before
            .fee
            .readings
            .iter()
            .any(|fee| !fee.basis.is_unsourced())
    );
    window.type_into("Fee or kind of transfer", "free");
    window.press(Key::Tab);
    let why = "A source states a fee. Remove its reading in the inspector first";
    window.harness.get_by_role_and_label(Role::Label, why);
    assert_eq!(fee(&window).unwrap(), before);
    assert_eq!(window.value("Fee or kind of transfer"), "free");
}

#[test]
fn one_cell_of_an_injury_is_one_step() {
    let mut window = konate();
    let newest = |window: &Window| {
        let spells = window.player().spells.clone();
        let newest = spells.iter().max_by_key(|spell| spell.from).cloned();
        newest.unwrap()
    };
    let before = newest(&window);
    window.enter("Type of injury", "meniscus");
    window.enter("Last day out", "");
    let after = newest(&window);
    assert_eq!((after.kind.as_str(), after.to), ("meniscus", None));
    window.undo();
    assert_eq!(newest(&window).to, before.to);
    assert_eq!(newest(&window).kind, "meniscus");
    window.undo();
    assert_eq!(newest(&window), before);
}

#[test]
fn a_row_is_removed_by_its_button_and_comes_back_by_undo() {
    let mut window = konate();
    let spells = window.player().spells.clone();
    let mut buttons = window
        .harness
        .get_all_by_role_and_label(Role::Button, "Remove this injury");
    buttons.next().unwrap().click();
    drop(buttons);
    window.harness.run();
    assert_eq!(window.player().spells.len(), spells.len() - 1);
    window.undo();
    assert_eq!(window.player().spells, spells);
}

#[test]
fn what_belongs_to_an_injury_opens_below_the_row_that_is_looked_at() {
    let mut window = konate();
    let part = |window: &Window| {
        window
            .harness
            .query_by_role_and_label(Role::TextInput, "Body part")
            .is_some()
    };
    assert!(!part(&window));
    window.field("Type of injury").focus();
    window.harness.run();
    assert!(part(&window));
    window.enter("Body part", "left knee");
    let spells = &window.player().spells;
    let newest = spells.iter().max_by_key(|spell| spell.from).unwrap();
    assert_eq!(newest.body_part, "left knee");
}

#[test]
fn a_new_row_of_every_list_needs_one_entry() {
    let mut window = konate();
    let rows = |window: &Window| {
        let player = window.player();
        (
            player.transfers.len(),
            player.valuations.len(),
            player.training.len(),
        )
    };
    let (transfers, values, stays) = rows(&window);
    window.enter("New transfer, club joined", "Real Madrid");
    window.enter("New market value", "GBP 50m");
    window.enter("New training club", "Paris FC");
    assert_eq!(rows(&window), (transfers + 1, values + 1, stays + 1));
    for label in [
        "New transfer, club joined",
        "New market value",
        "New training club",
    ] {
        assert_eq!(window.value(label), "", "{label} waits for the next");
    }
}

#[test]
fn a_season_is_corrected_and_added_in_place() {
    let mut window = konate();
    window.enter("Tackles", "41");
    window.enter("Minutes", "2,600");
    window.enter("New count", "Recoveries 90");
    let line = window.player().seasons.first().unwrap().clone();
    assert_eq!(line.minutes, Some(2_600));
    assert_eq!(line.metrics.get("tackles"), Some(&41.0));
    assert_eq!(line.metrics.get("recoveries"), Some(&90.0));
    window.undo();
    let line = window.player().seasons.first().unwrap().clone();
    assert_eq!(line.metrics.get("recoveries"), None);
    assert_eq!(line.minutes, Some(2_600));

    window.enter("New season, competition", "FA Cup");
    let added = window.player().seasons.last().unwrap();
    assert_eq!(added.to_string(), "24/25 FA Cup, Liverpool");
}

#[test]
fn every_field_that_a_search_can_name_takes_the_focus() {
    let mut window = konate();
    let id = window.player;
    let facts = FactKey::ALL.iter().map(|key| FieldRef::Fact(id, *key));
    let plain = PlayerField::ALL
        .iter()
        .map(|key| FieldRef::Player(id, *key));
    let player = window.player().clone();
    let mut fields: Vec<FieldRef> = facts.chain(plain).collect();
    fields.extend(player.spells.iter().map(|row| FieldRef::Spell(id, row.id)));
    fields.extend(
        player
            .transfers
            .iter()
            .map(|row| FieldRef::Transfer(id, row.id)),
    );
    fields.extend(
        player
            .valuations
            .iter()
            .map(|row| FieldRef::Valuation(id, row.id)),
    );
    fields.extend(
        player
            .seasons
            .iter()
            .map(|row| FieldRef::Season(id, row.id)),
    );
    fields.extend(
        player
            .training
            .iter()
            .map(|row| FieldRef::Training(id, row.id)),
    );
    let mut lost = Vec::new();
    for field in fields {
        window.harness.ctx.memory_mut(|memory| {
            if let Some(focused) = memory.focused() {
                memory.surrender_focus(focused);
            }
        });
        window.view().show_field(&field);
        window.harness.run();
        let focused = window.harness.ctx.memory(|memory| memory.focused());
        if window.view().reveal.take().is_some() || focused.is_none() {
            lost.push(field);
        }
    }
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn tab_walks_through_every_field_and_is_never_caught() {
    let mut window = konate();
    window.field("Name").focus();
    window.harness.run();
    let mut seen = BTreeSet::new();
    let wanted: BTreeSet<String> = window.fields().into_iter().map(|(name, _)| name).collect();
    for _ in 0..400 {
        let all = window.harness.get_all_by_role(Role::TextInput);
        let mut focused = all.filter(|node| node.accesskit_node().is_focused());
        if let Some(node) = focused.next() {
            seen.insert(node.accesskit_node().label().unwrap_or_default());
        }
        drop(focused);
        window.press(Key::Tab);
    }
    let missed: Vec<&String> = wanted.difference(&seen).collect();
    assert!(missed.is_empty(), "{missed:?}");
}

#[test]
fn the_page_fits_into_every_window() {
    for size in [WIDE, [1280.0, 800.0], [1100.0, 700.0], [1024.0, 700.0]] {
        for mut window in [window(size, None), a_stranger(size)] {
            let id = window.player;
            let wage = FieldRef::Fact(id, FactKey::Wage);
            let spell = window
                .player()
                .spells
                .first()
                .map(|spell| FieldRef::Spell(id, spell.id));
            for inspected in [None, Some(wage), spell] {
                window.view().inspected = inspected.map(Inspected::Field);
                window.harness.run();
                check_places(&window, size);
            }
        }
    }
}

/// No field reaches out of the window at a side, and none lies upon another.
fn check_places(window: &Window, size: [f32; 2]) {
    let fields = window.fields();
    for (idx, (name, place)) in fields.iter().enumerate() {
        let inside = place.left() >= 0.0 && place.right() <= size[0];
        assert!(inside, "{size:?}: {name} at {place:?}");
        for (other, other_place) in &fields[idx + 1..] {
            let shared = place.intersect(*other_place);
            let clear = shared.width() <= 1.0 || shared.height() <= 1.0;
            assert!(
                clear,
                "{size:?}: {name} {place:?} on {other} {other_place:?}"
            );
        }
    }
}

#[test]
fn a_player_without_facts_says_what_is_needed_and_why() {
    let window = a_stranger(WIDE);
    let found = window.findings();
    for needed in [
        "No date of birth",
        "No club",
        "No contract end",
        "No dates known",
    ] {
        assert!(
            found.iter().any(|text| text.starts_with(needed)),
            "{needed}"
        );
    }
    for words in [
        "no contract end entered",
        "injuries not known",
        "Only his name is known",
    ] {
        let found = window.harness.query_all_by_label_contains(words);
        assert!(found.count() > 0, "{words}");
    }
}

#[test]
fn a_player_who_was_removed_leads_back_to_the_table() {
    let mut window = konate();
    let player = RecordRef::Player(window.player);
    window.apply(Command::Edit(Edit::Remove(player)));
    let back = window
        .harness
        .get_by_role_and_label(Role::Button, "Back to players");
    back.click();
    window.harness.run();
    assert_eq!(window.view().screen, Screen::Players);
}
