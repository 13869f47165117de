use chrono::NaiveDate;
use egui::{Context, RawInput, pos2};
use uuid::Uuid;

use super::*;
use crate::chart::availability::{AvailabilityBar, availability};
use crate::chart::clock::{Clock, ClockChart, clock};
use crate::chart::contract_ribbon::{Ribbon, contract_ribbon};
use crate::chart::injury_lanes::{Injuries, injury_lanes};
use crate::chart::range_bar::{Figure, Limit, RangeBar, range_bar};
use crate::chart::scene::SOLID;
use crate::chart::squad_bars::{SquadBars, SquadRow, squad_bars};
use crate::chart::value_line::{ValueLine, value_line};
use crate::domain::career::Valuation;
use crate::domain::date::{PartialDate, Season};
use crate::domain::extra::Extra;
use crate::domain::fact::FactKey;
use crate::domain::id::{PlayerId, SourceId, SpellId, ValuationId, WindowId};
use crate::domain::injury::{Availability, InjuryCoverage, Spell, SpellGroup};
use crate::domain::money::{Currency, Money};
use crate::domain::sourced::Basis;
use crate::domain::squad::RegistrationWindow;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn player() -> PlayerId {
    PlayerId(Uuid::from_u128(1))
}

fn contract_end() -> FieldRef {
    FieldRef::Fact(player(), FactKey::ContractEnd)
}

fn reported() -> Basis {
    Basis::reported(SourceId(Uuid::from_u128(9)))
}

fn window(country: &str, opens: &str, closes: &str) -> RegistrationWindow {
    RegistrationWindow {
        id: WindowId(Uuid::from_u128(2)),
        country: country.to_owned(),
        opens: day(opens),
        closes: day(closes),
        closes_at: "19:00 UK".to_owned(),
        basis: reported(),
        extra: Extra::new(),
    }
}

fn the_clock(measure: &UiMeasure, width: f32, on: &str) -> ClockChart {
    let windows = [
        window("England", "2025-06-16", "2025-09-01"),
        window("England", "2026-01-01", "2026-02-02"),
        window("Spain", "2025-07-01", "2025-09-01"),
    ];
    let windows: Vec<&RegistrationWindow> = windows.iter().collect();
    let clock_of = Clock {
        around: day("2025-07-11"),
        decision: day(on),
        windows: &windows,
        contract_end: Some((day("2026-06-30"), &contract_end())),
    };
    clock(measure, width, clock_of)
}

/// Group, part, first and last day, games missed.
type Row = (
    SpellGroup,
    &'static str,
    &'static str,
    Option<&'static str>,
    u16,
);

fn spells(rows: &[Row]) -> Vec<Spell> {
    let row = |(idx, (group, kind, from, to, games)): (usize, &Row)| Spell {
        id: SpellId(Uuid::from_u128(idx as u128)),
        kind: (*kind).to_owned(),
        group: group.clone(),
        body_part: (*kind).to_owned(),
        side: None,
        from: day(from),
        to: to.map(day),
        games_missed_club: Some(*games),
        games_missed_country: None,
        surgery: *kind == "cruciate ligament",
        counts: None,
        basis: reported(),
        extra: Extra::new(),
    };
    rows.iter().enumerate().map(row).collect()
}

fn lanes(measure: &UiMeasure, width: f32, spells: &[Spell], from: &str) -> Scene {
    let coverage = InjuryCoverage {
        from: PartialDate::from_iso(from),
        until: None,
        basis: reported(),
        extra: Extra::new(),
    };
    let injuries = Injuries {
        player: player(),
        spells,
        coverage: Some(&coverage),
        on: day("2025-07-11"),
        row: 26.0,
        source: &|_| "Transfermarkt, 11 Jul 2025, C".to_owned(),
    };
    injury_lanes(measure, width, injuries)
}

fn konate() -> Vec<Spell> {
    use SpellGroup::{Joint, Knock, Muscle};
    spells(&[
        (Joint, "knee", "2024-11-28", Some("2024-12-31"), 8),
        (Muscle, "thigh", "2024-03-07", Some("2024-03-19"), 3),
        (Muscle, "hamstring", "2023-11-10", Some("2023-11-22"), 3),
        (Muscle, "muscle", "2023-08-25", Some("2023-09-14"), 4),
        (Knock, "knock", "2023-04-23", Some("2023-04-27"), 1),
        (Muscle, "muscle", "2023-01-30", Some("2023-02-27"), 5),
        (Knock, "knock", "2022-11-10", Some("2022-12-27"), 3),
        (Muscle, "muscle", "2022-10-12", Some("2022-10-23"), 3),
        (Joint, "knee", "2022-08-01", Some("2022-09-25"), 9),
        (Joint, "ankle", "2020-12-17", Some("2021-02-04"), 9),
        (
            Muscle,
            "torn muscle fibre",
            "2020-07-01",
            Some("2020-10-15"),
            10,
        ),
        (
            Muscle,
            "torn muscle fibre",
            "2020-05-22",
            Some("2020-06-05"),
            3,
        ),
        (
            Muscle,
            "torn muscle fibre",
            "2019-10-03",
            Some("2020-03-11"),
            31,
        ),
        (Knock, "knock", "2017-12-18", Some("2017-12-23"), 0),
        (Muscle, "thigh", "2017-11-09", Some("2017-11-16"), 0),
    ])
}

fn hard_case() -> Vec<Spell> {
    use SpellGroup::{Bone, Head, Illness, Joint, Muscle};
    spells(&[
        (
            Joint,
            "cruciate ligament",
            "2023-12-17",
            Some("2024-09-20"),
            41,
        ),
        (
            Joint,
            "cruciate ligament",
            "2025-04-29",
            Some("2025-08-31"),
            6,
        ),
        (Muscle, "thigh", "2024-10-20", Some("2024-12-01"), 7),
        (Illness, "flu", "2024-11-01", Some("2024-11-30"), 2),
        (Bone, "foot", "2024-11-10", Some("2025-01-20"), 9),
        (Head, "concussion", "2025-02-10", Some("2025-02-10"), 1),
        (Muscle, "back", "2025-06-20", None, 0),
    ])
}

fn bar(with_limits: bool) -> RangeBar {
    let million = |amount: i64| Money::new(amount * 1_000_000, Currency::EUR);
    let figure = |low, high: Option<i64>, or_more| {
        Some(Figure {
            low: million(low),
            high: high.map(million),
            or_more,
            note: "reported, C".to_owned(),
            dash: SOLID,
            field: contract_end(),
        })
    };
    let limit = |at, low, high| {
        with_limits.then(|| Limit {
            at: million(at),
            band: Some((million(low), million(high))),
            note: "assumed".to_owned(),
            field: None,
        })
    };
    RangeBar {
        currency: Currency::EUR,
        bid: figure(2_000, Some(2_500), false),
        ask: figure(5_000, None, true),
        value: figure(6_000, None, false),
        offer: None,
        ceiling: limit(2_495, 1_980, 3_010),
        floor: limit(2_776, 2_140, 3_420),
        sentence: if with_limits {
            "gap 2.80; chance of a zone 33 %".to_owned()
        } else {
            String::new()
        },
    }
}

fn squad(measure: &UiMeasure, width: f32) -> Scene {
    let row = |name: &str, slot, is_own, end: Option<&str>, note: &str| SquadRow {
        name: name.to_owned(),
        slot,
        is_own,
        end: end.map(day),
        note: note.to_owned(),
        field: contract_end(),
    };
    let rows = [
        row("Huijsen", 3, true, Some("2030-06-30"), ""),
        row(
            "Militão",
            5,
            true,
            Some("2028-06-30"),
            "2028, two cruciate ligaments",
        ),
        row("Rüdiger", 4, true, Some("2026-06-30"), "2026, aged 32"),
        row(
            "Alaba",
            6,
            true,
            Some("2026-06-30"),
            "2026, knee, out to 31 Jul",
        ),
        row("Asencio", 1, true, None, ""),
        row("Konaté", 0, false, Some("2026-06-30"), "free in July 2026"),
        row("Guéhi", 1, false, Some("2026-06-30"), "free in July 2026"),
        row("Hancko", 2, false, Some("2033-06-30"), "2033"),
    ];
    let bars = SquadBars {
        on: day("2025-07-11"),
        rows: &rows,
        hole: Some(Season(2026)),
    };
    squad_bars(measure, width, bars)
}

fn values(measure: &UiMeasure, width: f32) -> Scene {
    let value = |idx: u128, on: &str, thousands: i64, basis: Basis| Valuation {
        id: ValuationId(Uuid::from_u128(idx)),
        on: PartialDate::from_iso(on).unwrap(),
        amount: Money::new(thousands * 100_000, Currency::EUR),
        basis,
        extra: Extra::new(),
    };
    let values = [
        value(1, "2017-07", 300, Basis::default()),
        value(2, "2019-06", 12_000, reported()),
        value(3, "2021-07", 35_000, reported()),
        value(4, "2022-11-03", 45_000, reported()),
        value(5, "2025-06-11", 60_000, reported()),
    ];
    let line = ValueLine {
        player: player(),
        values: &values,
        source: &|_| "Transfermarkt".to_owned(),
    };
    value_line(measure, width, line)
}

fn all(measure: &UiMeasure, width: f32) -> Vec<(&'static str, Scene)> {
    let field = contract_end();
    let ribbon = |on, end: Option<&str>| Ribbon {
        on: day(on),
        end: end.map(day),
        option: None,
        field: &field,
    };
    let available = |days_out, known: bool| AvailabilityBar {
        available: known.then_some(Availability {
            days: 1_096,
            days_out,
        }),
        span: "22–25",
        numbered: true,
        field: Some(&field),
    };
    let nothing = Injuries {
        player: player(),
        spells: &[],
        coverage: None,
        on: day("2025-07-11"),
        row: 26.0,
        source: &|_| String::new(),
    };
    let short = width.min(420.0);
    vec![
        ("clock", the_clock(measure, width, "2025-07-11").scene),
        (
            "clock late",
            the_clock(measure, width.min(600.0), "2025-12-20").scene,
        ),
        (
            "ribbon",
            contract_ribbon(measure, short, ribbon("2025-07-11", Some("2026-06-30"))),
        ),
        (
            "ribbon open",
            contract_ribbon(measure, short, ribbon("2026-02-11", Some("2026-06-30"))),
        ),
        (
            "ribbon none",
            contract_ribbon(measure, short, ribbon("2026-02-11", None)),
        ),
        ("low", availability(measure, 184.0, available(231, true))),
        ("high", availability(measure, 184.0, available(124, true))),
        ("unknown", availability(measure, 184.0, available(0, false))),
        ("lanes", lanes(measure, short, &konate(), "2017-07")),
        (
            "lanes hard",
            lanes(measure, width, &hard_case(), "2023-07-01"),
        ),
        ("lanes none", injury_lanes(measure, short, nothing)),
        ("squad", squad(measure, width.min(600.0))),
        ("range", range_bar(measure, width.min(600.0), &bar(false))),
        (
            "range limits",
            range_bar(measure, width.min(600.0), &bar(true)),
        ),
        ("values", values(measure, 280.0)),
    ]
}

fn run(ctx: &Context, input: RawInput, page: impl FnMut(&mut Ui)) -> egui::FullOutput {
    let mut output = ctx.run_ui(input, page);
    output.textures_delta.clear();
    output
}

fn context() -> Context {
    let ctx = Context::default();
    crate::ui::fonts::install(&ctx);
    ctx.enable_accesskit();
    run(&ctx, RawInput::default(), |_| {});
    ctx
}

fn screen() -> RawInput {
    RawInput {
        screen_rect: Some(egui::Rect::from_min_size(
            pos2(0.0, 0.0),
            vec2(1_400.0, 3_000.0),
        )),
        ..RawInput::default()
    }
}

#[test]
fn every_chart_paints_and_speaks() {
    let ctx = context();
    for width in [300.0, 640.0, 1_360.0] {
        let mut marks = Vec::new();
        let output = run(&ctx, screen(), |ui| {
            let measure = UiMeasure::new(ui);
            for (name, scene) in all(&measure, width) {
                chart_ui(ui, (name, width as u32), &scene);
                marks.extend(scene.marks.into_iter().map(|mark| mark.name));
            }
        });
        assert!(!ctx.tessellate(output.shapes, 1.0).is_empty());
        let nodes = output.platform_output.accesskit_update.unwrap().nodes;
        let said: Vec<&str> = nodes.iter().filter_map(|(_, node)| node.label()).collect();
        for mark in &marks {
            assert!(
                said.contains(&mark.as_str()),
                "{mark} is not said at {width}"
            );
        }
        let images = nodes.iter().filter(|(_, node)| node.role() == Role::Image);
        assert!(images.count() >= 15);
    }
}

#[test]
fn labels_are_measured_in_the_faces_that_paint_them() {
    let ctx = context();
    run(&ctx, screen(), |ui| {
        let measure = UiMeasure::new(ui);
        let (plain, strong) = (
            measure.width("Konaté", Face::Body),
            measure.width("Konaté", Face::Strong),
        );
        assert!(0.0 < plain && plain < strong);
    });
}

#[test]
fn a_click_on_a_mark_leads_to_its_field() {
    let ctx = context();
    let mut clicked = None;
    let mut place = None;
    for step in 0..4 {
        let mut input = screen();
        if let Some(pos) = place {
            input.events.push(egui::Event::PointerMoved(pos));
            let pressed = step == 2;
            input.events.push(egui::Event::PointerButton {
                pos,
                button: egui::PointerButton::Primary,
                pressed,
                modifiers: egui::Modifiers::NONE,
            });
        }
        run(&ctx, input, |ui| {
            let scene = lanes(&UiMeasure::new(ui), 420.0, &konate(), "2017-07");
            let chart = chart_ui(ui, "lanes", &scene);
            let knee = scene
                .marks
                .iter()
                .find(|mark| mark.name.starts_with("knee, 28 Nov 2024"))
                .unwrap();
            if step == 1 {
                place = Some(paint::rect_at(chart.response.rect.min, knee.rect).center());
            }
            clicked = clicked.take().or(chart.clicked);
        });
    }
    assert_eq!(
        clicked,
        Some(FieldRef::Spell(player(), SpellId(Uuid::from_u128(0))))
    );
}

#[test]
fn the_decision_date_can_be_dragged_along_the_clock() {
    let ctx = context();
    let mut dragged = None;
    let mut from = pos2(0.0, 0.0);
    for step in 0..5 {
        let mut input = screen();
        let moved = |by: f32| egui::Event::PointerMoved(from + vec2(by, 0.0));
        match step {
            2 => {
                input.events.push(moved(0.0));
                input.events.push(egui::Event::PointerButton {
                    pos: from,
                    button: egui::PointerButton::Primary,
                    pressed: true,
                    modifiers: egui::Modifiers::NONE,
                });
            }
            3 => input.events.push(moved(40.0)),
            4 => input.events.push(moved(90.0)),
            _ => {}
        }
        run(&ctx, input, |ui| {
            let chart = the_clock(&UiMeasure::new(ui), 640.0, "2025-07-11");
            let drawn = draggable_chart_ui(ui, "clock", &chart.scene);
            if step == 1 {
                let x = chart.axis.x_of(day("2025-07-11"));
                from = drawn.response.rect.min + vec2(x, 36.0);
            }
            if drawn.response.dragged() {
                dragged = drawn.pointer().map(|point| chart.axis.date_at(point.x));
            }
        });
    }
    let dragged = dragged.unwrap();
    assert!(
        day("2025-08-20") < dragged && dragged < day("2025-10-10"),
        "{dragged}"
    );
}

#[test]
fn the_table_shows_the_same_numbers() {
    let ctx = context();
    let mut tables = 0;
    for (idx, (name, scene)) in {
        let mut scenes = Vec::new();
        run(&ctx, screen(), |ui| {
            scenes = all(&UiMeasure::new(ui), 640.0)
        });
        scenes
    }
    .into_iter()
    .enumerate()
    {
        let mut id = None;
        run(&ctx, screen(), |ui| {
            id = Some(ui.make_persistent_id((name, idx)))
        });
        ctx.data_mut(|data| data.insert_temp(id.unwrap().with("table"), true));
        let output = run(&ctx, screen(), |ui| {
            chart_ui(ui, (name, idx), &scene);
        });
        let nodes = output.platform_output.accesskit_update.unwrap().nodes;
        let rows = nodes
            .iter()
            .filter(|(_, node)| node.role() == Role::ListItem)
            .count();
        assert!(rows > 0 && rows <= scene.table.rows.len() + 1, "{name}");
        tables += usize::from(!scene.table.rows.is_empty());
    }
    assert!(tables >= 12);
}

/// Paints every chart into `target/charts-*.png`, for the eye.
#[cfg(feature = "snapshots")]
#[test]
fn charts_for_the_eye() {
    use crate::ui::tokens;

    let pages = [
        ("dates", 0..8, 700.0, 640.0),
        ("lanes", 8..11, 700.0, 620.0),
        ("money", 11..15, 700.0, 660.0),
        ("narrow-dates", 0..11, 300.0, 1_260.0),
        ("narrow-money", 11..15, 300.0, 700.0),
    ];
    let themes = [("light", false), ("dark", true)];
    for ((name, range, width, height), (theme, dark)) in pages
        .into_iter()
        .flat_map(|page| themes.map(|theme| (page.clone(), theme)))
    {
        let mut has_fonts = false;
        let page = move |ui: &mut Ui| {
            if !std::mem::replace(&mut has_fonts, true) {
                crate::ui::fonts::install(ui.ctx());
                let theme = if dark {
                    egui::Theme::Dark
                } else {
                    egui::Theme::Light
                };
                tokens::apply(ui.ctx(), theme);
                return ui.request_repaint();
            }
            let measure = UiMeasure::new(ui);
            egui::CentralPanel::default().show(ui, |ui| {
                let some = all(&measure, width)
                    .into_iter()
                    .skip(range.start)
                    .take(range.len());
                for (idx, (_, scene)) in some.enumerate() {
                    chart_ui(ui, idx, &scene);
                    ui.add_space(14.0);
                }
            });
        };
        let mut harness = egui_kittest::Harness::builder()
            .with_size(vec2(width + 32.0, height))
            .with_pixels_per_point(2.0)
            .build_ui(page);
        harness.run();
        let folder = std::env::var("CARGO_TARGET_DIR").unwrap_or_else(|_| "target".to_owned());
        harness
            .render()
            .unwrap()
            .save(format!("{folder}/charts-{name}-{theme}.png"))
            .unwrap();
    }
}
