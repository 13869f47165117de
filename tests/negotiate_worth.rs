//! The right side of Negotiate, used as a person uses it: beliefs typed in, figures read by name.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that fails should say so at once"
)]

mod support;

use backline::domain::edit::{Edit, NegotiationEdit};
use backline::domain::id::{InstalmentId, NegotiationId, PackageId};
use backline::domain::money::{Currency, Money};
use backline::domain::package::{Instalment, Package};
use backline::domain::sourced::Basis;
use backline::ui::state::Screen;
use eframe::egui::{Key, Role};
use support::window::Window;
use uuid::Uuid;

/// The case of the specification, as a person types it: field, figure.
const OURS: &[(&str, &str)] = &[
    ("First season with him", "7"),
    ("First season with a stop-gap", "2"),
    ("Later seasons net of wages", "40"),
    ("Spread of the later seasons", "15"),
    ("Plan B", "12m"),
    ("Free-agent premium", "EUR 17m"),
    ("He renews", "30"),
    ("A rival signs him first", "25 %"),
    ("Serious injury", "10"),
    ("Our costs on top of the fee", "5"),
];
const THEIRS: &[(&str, &str)] = &[
    ("His season with the seller", "20"),
    ("His wage there", "5.5"),
    ("They sell in January", "15"),
    ("Fee in January", "15"),
    ("A renewal is worth to them", "30"),
    ("Their replacement, net", "-3"),
    ("Solidarity back to them", "0.5 %"),
    ("Uncertainty of our most", "4"),
    ("Uncertainty of their least", "5"),
];

fn sum(millions: i64) -> Money {
    Money::new(millions * 100_000_000, Currency::EUR)
}

fn konate(window: &Window) -> NegotiationId {
    *window.dossier().negotiations.keys().next().unwrap()
}

/// A package of EUR 25m, half now and half in a year, made at the left side.
fn add_package(window: &mut Window) {
    let id = |n| Uuid::from_u128(n);
    let mut package = Package::new(PackageId(id(1)), "A", Basis::assumed("Anna"));
    package.fixed_fee = Some(sum(25));
    let part = |n, due: &str| Instalment {
        id: InstalmentId(id(n)),
        due: due.parse().unwrap(),
        amount: Money::new(1_250_000_000, Currency::EUR),
        extra: Default::default(),
    };
    package.instalments = vec![part(2, "2025-07-11"), part(3, "2026-07-11")];
    let negotiation = konate(window);
    window.edit(Edit::Negotiation(
        negotiation,
        NegotiationEdit::AddPackage(package),
    ));
}

fn type_beliefs(window: &mut Window, beliefs: &[(&str, &str)]) {
    for (label, text) in beliefs {
        window.enter(label, text);
        window.press(Key::Enter);
    }
}

fn typed_case() -> Window {
    let mut window = Window::with_sample(Screen::Negotiate);
    add_package(&mut window);
    type_beliefs(&mut window, OURS);
    type_beliefs(&mut window, THEIRS);
    window
}

fn check_shows(window: &Window, figures: &[&str]) {
    for figure in figures {
        let seen = || window.all(Role::Button).join("\n");
        assert!(window.shows_part(figure), "no “{figure}” in\n{}", seen());
    }
}

#[test]
fn the_konate_case_typed_by_hand_gives_its_limits_its_gap_and_its_chance() {
    let mut window = typed_case();
    check_shows(
        &window,
        &[
            "Our ceiling EUR m, 24.95, assumed",
            "Their floor EUR m, 27.76, assumed",
            "Gap EUR m, 2.80",
            "Chance of a zone %, 33",
        ],
    );
    // Case B: the replacement is already agreed.
    type_beliefs(&mut window, &[("Their replacement, net", "2")]);
    check_shows(
        &window,
        &[
            "Their floor EUR m, 22.34, assumed",
            "Zone EUR m, 2.61",
            "Price at their 50 % of power EUR m, 23.65",
            "Chance of a zone %, 66",
            "Best final offer EUR m, 20.30",
            "accepted with 34 %",
        ],
    );
}
