//! Negotiate as one person uses it: by name and by keyboard, from the ask to the recorded answer
//! and back again.

use crate::support::window::Window;
use backline::domain::edit::Edit;
use backline::domain::field::FieldRef;
use backline::domain::money::Currency;
use backline::domain::negotiation::{Move, Negotiation, Round, Side};
use backline::domain::package::Package;
use backline::ui::state::Screen;
use eframe::egui::{Key, Modifiers, Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

const UNDO: (Modifiers, Key) = (Modifiers::COMMAND, Key::Z);

/// A window in which nothing is touched but keys.
struct Desk(Window);

impl Desk {
    fn with_sample() -> Self {
        Self(Window::with_sample(Screen::Negotiate))
    }

    /// Goes to a control by Tab, as far as there are controls.
    fn tab_to(&mut self, role: Role, label: &str) {
        for _ in 0..260 {
            if self.has_focus(role, label) {
                return;
            }
            self.0.press(Key::Tab);
        }
        panic!("Tab never reaches {label}");
    }

    fn has_focus(&self, role: Role, label: &str) -> bool {
        let mut named = self.0.harness.query_all_by_role_and_label(role, label);
        named.any(|node| node.accesskit_node().is_focused())
    }

    fn press_button(&mut self, label: &str) {
        self.tab_to(Role::Button, label);
        self.0.press(Key::Enter);
        self.0.run();
    }

    /// Goes to a field by the palette and types over what stands there.
    fn type_into(&mut self, letters: &str, text: &str) {
        self.go_to(letters);
        self.retype(text);
    }

    fn go_to(&mut self, letters: &str) {
        self.0.press_with(Modifiers::COMMAND, Key::K);
        self.0.type_text(letters);
        self.0.press(Key::Enter);
        self.0.run();
    }

    fn retype(&mut self, text: &str) {
        self.0.press_with(Modifiers::COMMAND, Key::A);
        self.0.type_text(text);
        self.0.press(Key::Enter);
    }

    /// Types into a field of this name that Tab reaches.
    fn fill(&mut self, label: &str, text: &str) {
        self.tab_to(Role::TextInput, label);
        self.retype(text);
    }

    fn negotiation(&self) -> &Negotiation {
        self.0.dossier().negotiations.values().next().unwrap()
    }

    fn package(&self, idx: usize) -> &Package {
        &self.negotiation().packages[idx]
    }

    fn fee(&self, idx: usize) -> String {
        let fee = self.package(idx).fixed_fee;
        fee.map_or_else(String::new, |fee| fee.to_string())
    }

    fn last_round(&self) -> &Round {
        self.negotiation().rounds.last().unwrap()
    }

    fn undo(&mut self) {
        self.0.press_with(UNDO.0, UNDO.1);
        self.0.run();
    }
}

/// The beliefs of the worked example, by the letters that lead to them.
const BELIEFS: &[(&str, &str)] = &[
    ("belief first season with him", "7"),
    ("belief first season stop-gap", "2"),
    ("belief later seasons net", "40"),
    ("belief spread later", "15"),
    ("belief plan b", "12"),
    ("belief free-agent premium", "17"),
    ("belief he renews", "30"),
    ("belief rival signs", "25"),
    ("belief serious injury", "10"),
    ("belief our costs on top", "5"),
    ("belief his season with seller", "20"),
    ("belief his wage there", "5.5"),
    ("belief they sell in january", "15"),
    ("belief fee in january", "15"),
    ("belief renewal is worth", "30"),
    ("belief their replacement", "-3"),
    ("belief solidarity back", "0.5 %"),
];

#[test]
fn a_priced_package_is_made_solved_recorded_answered_and_undone_by_keys_alone() {
    let mut desk = Desk::with_sample();
    let before = desk.0.dossier().clone();

    // The ask as a second paper has it.
    desk.go_to("add a row to the ledger");
    assert!(desk.has_focus(Role::TextInput, "Amount as stated"));
    desk.retype("48 or more (GBP 41.5)");
    desk.fill("Source of the row", "The Times");
    desk.press_button("Record");
    let ask = desk.last_round();
    assert_eq!(ask.amount.as_ref().unwrap().to_string(), "EUR 48m or more");
    assert!(desk.0.shows_part("ask EUR 48 or more"));

    for (letters, figure) in BELIEFS {
        desk.type_into(letters, figure);
    }
    assert!(desk.0.shows_part("our ceiling EUR 24"), "limits are drawn");
    assert!(desk.0.shows_part("no zone on these assumptions"));

    desk.go_to("add a package");
    assert!(desk.has_focus(Role::TextInput, "Fixed fee of A"));
    desk.retype("22 + 5");
    assert_eq!(desk.fee(0), "EUR 22m");
    desk.fill("Paid in parts of A", "50/50");
    desk.fill("Add-on, paid on of A", "11/7/26");
    desk.fill("Chance it is paid, ours of A", "15");
    desk.fill("Chance it is paid, theirs of A", "30");

    desk.tab_to(Role::CheckBox, "Lock fixed fee of A");
    desk.0.press(Key::Space);
    assert_eq!(desk.0.undo_label(), Some("lock fixed fee of package A"));
    desk.press_button("Solve");
    assert_eq!(desk.0.undo_label(), Some("solve add-on of package A"));
    let solved = desk.package(0).add_ons[0].amount.to_string();
    assert_ne!(solved, "EUR 5m");
    assert_eq!(desk.fee(0), "EUR 22m", "the locked fee stays");
    assert!(desk.0.shows_part("reaches our ceiling"));

    desk.go_to("record the chosen package");
    assert!(desk.has_focus(Role::TextInput, "Sent on"), "it asks first");
    desk.0.press(Key::Enter);
    desk.0.run();
    let offer = desk.last_round().clone();
    assert_eq!((&offer.side, &offer.kind), (&Side::Buyer, &Move::Bid));
    assert_eq!(offer.terms.as_deref(), Some(desk.package(0)));

    // Their answer: the same form, with the fee changed.
    desk.tab_to(Role::Button, "Package A");
    desk.0.press(Key::Enter);
    desk.0.run();
    desk.tab_to(Role::MenuItem, "Enter their answer");
    desk.0.press(Key::Enter);
    desk.0.run();
    desk.type_into("fixed fee of package A, their", "30");
    assert_eq!(desk.fee(1), "EUR 30m");
    desk.go_to("record the chosen package");
    assert!(desk.has_focus(Role::TextInput, "Sent on"), "it asks first");
    desk.0.press(Key::Enter);
    desk.0.run();
    let answer = desk.last_round();
    assert_eq!(
        (&answer.side, &answer.kind),
        (&Side::Seller, &Move::Counter)
    );
    assert_eq!(answer.amount.as_ref().unwrap().low.minor / 100_000_000, {
        let add_on = desk.package(1).add_ons[0].amount.minor;
        (3_000_000_000 + add_on) / 100_000_000
    });

    while desk.0.undo_label().is_some() {
        desk.undo();
    }
    assert_eq!(desk.0.dossier(), &before);
}

/// A window with package A, its fee field focused.
fn with_package() -> Desk {
    let mut desk = Desk::with_sample();
    desk.go_to("add a package");
    desk
}

#[test]
fn any_fee_from_nothing_to_a_thousand_million_is_taken_and_reckoned() {
    let mut desk = with_package();
    for (text, fee) in [
        ("0", "EUR 0"),
        ("0.01", "EUR 10k"),
        ("22.5m", "EUR 22.5m"),
        ("€22m", "EUR 22m"),
        ("£20", "GBP 20m"),
        ("999", "EUR 999m"),
        ("1000m", "EUR 1000m"),
        ("1,000,000,000", "EUR 1000m"),
    ] {
        desk.type_into("fixed fee of package A", text);
        assert_eq!(desk.fee(0), fee, "{text}");
        assert!(!desk.0.shows_part("Nothing can be reckoned"), "{text}");
    }
}

#[test]
fn a_fee_that_cannot_be_meant_stays_in_its_field_with_the_reason() {
    for text in ["-5", "−3m", "plenty", "20 +", "20-25", "99999m", "1e3"] {
        let mut desk = with_package();
        desk.retype("22");
        desk.type_into("fixed fee of package A", text);
        assert_eq!(desk.fee(0), "EUR 22m", "{text}");
        assert!(
            desk.0.shows_part(&format!("“{}”", text.trim())),
            "{text}: no reason"
        );
        let field = desk.0.field("Fixed fee of A");
        assert_eq!(field.accesskit_node().value().as_deref(), Some(text));
    }
}

#[test]
fn a_club_that_counts_in_pounds_sees_pounds_and_stated_amounts_as_stated() {
    let mut desk = with_package();
    desk.retype("22.5");
    desk.0.edit(Edit::SetCurrency(Currency::GBP));
    assert_eq!(desk.fee(0), "EUR 22.5m", "what was stated stays");
    assert!(desk.0.shows_part("ask GBP 43.28"), "drawn at the rate");
    assert!(desk.0.shows_part("stated as EUR 50m or more"));
    assert!(
        desk.0.shows_part("stated as EUR 60m"),
        "the market value too"
    );
    let field = desk.0.field("Fixed fee of A");
    assert_eq!(field.accesskit_node().value().as_deref(), Some("EUR 22.50"));
    desk.type_into("fixed fee of package A", "20");
    assert_eq!(desk.fee(0), "GBP 20m");
}

#[test]
fn packages_are_copied_renamed_moved_and_removed() {
    let mut desk = with_package();
    desk.retype("22.5");
    let menu = |desk: &mut Desk, package: &str, item: &str| {
        desk.tab_to(Role::Button, package);
        desk.0.press(Key::Enter);
        desk.0.run();
        desk.tab_to(Role::MenuItem, item);
        desk.0.press(Key::Enter);
        desk.0.run();
    };
    menu(&mut desk, "Package A", "Duplicate");
    let names = |desk: &Desk| -> Vec<String> {
        let packages = desk.negotiation().packages.iter();
        packages.map(|package| package.name.clone()).collect()
    };
    assert_eq!(names(&desk), ["A", "B"]);
    assert_ne!(desk.package(0).id, desk.package(1).id);

    menu(&mut desk, "Package B", "Rename…");
    desk.retype("B, top of the bid");
    assert_eq!(names(&desk), ["A", "B, top of the bid"]);

    menu(&mut desk, "Package B, top of the bid", "Move left");
    assert_eq!(names(&desk), ["B, top of the bid", "A"]);
    menu(&mut desk, "Package A", "Remove");
    assert_eq!(names(&desk), ["B, top of the bid"]);
    for _ in 0..4 {
        desk.undo();
    }
    assert_eq!(names(&desk), ["A"]);
}

#[test]
fn a_correction_is_a_new_row_and_the_old_one_stays() {
    let mut desk = Desk::with_sample();
    let before: Vec<Round> = desk.negotiation().rounds.to_vec();
    let ask = before
        .iter()
        .find(|round| round.side == Side::Seller)
        .unwrap();
    desk.press_button("Correct the row of 11 Jul 2025, Ask, believed, not stated by the club");
    desk.retype("45 or more");
    desk.press_button("Record");
    let rounds = &desk.negotiation().rounds;
    assert_eq!(rounds.len(), before.len() + 1);
    assert_eq!(&rounds[..before.len()], &before[..]);
    assert_eq!(desk.last_round().corrects, Some(ask.id));
    let all: Vec<String> = desk.0.all(Role::ListItem);
    assert!(desk.0.shows_part("ask EUR 45 or more"), "{all:?}");
    assert_eq!(desk.0.undo_label(), Some("correct ask for Konaté"));
}

#[test]
fn a_negotiation_starts_over_a_target_and_prefills_no_figure() {
    let mut desk = Desk::with_sample();
    let id = desk.negotiation().id;
    let gone = backline::domain::dossier::RecordRef::Negotiation(id);
    desk.0.edit(Edit::Remove(gone));
    desk.press_button("Negotiate over Ibrahima Konaté");
    assert_eq!(desk.0.undo_label(), Some("start negotiation over Konaté"));
    let negotiation = desk.negotiation();
    assert_eq!(
        (negotiation.seller.as_str(), negotiation.buyer.as_str()),
        ("Liverpool", "Real Madrid")
    );
    assert!(negotiation.packages.is_empty() && negotiation.beliefs.is_empty());
    desk.press_button("Add package A");
    assert!(desk.package(0).is_blank());
    assert!(!desk.0.shows_part("EUR 0.00"));
}

#[test]
fn a_field_of_the_negotiation_is_led_to_from_elsewhere() {
    let mut desk = with_package();
    desk.retype("22");
    let negotiation = desk.negotiation().id;
    let field = FieldRef::Term(
        negotiation,
        desk.package(0).id,
        backline::domain::field::TermField::BuyBack,
    );
    desk.0.view().show(Screen::Overview);
    desk.0.view().show_field(&field);
    desk.0.run();
    assert!(
        desk.has_focus(Role::TextInput, "Buy-back of A"),
        "a folded term opens"
    );
}
