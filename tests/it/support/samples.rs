//! The dossiers that the program ships, as tables of facts with their sources.
//!
//! What is not known is left empty. The files in `sample_data` are these values and nothing else.

mod hindsight;
mod players;
mod sources;
mod worked;

use std::sync::Arc;

use backline::domain::comparison::{Comparison, StatPool};
use backline::domain::date::Season;
use backline::domain::dossier::{Dossier, Head, Record};
use backline::domain::exchange::ExchangeRate;
use backline::domain::extra::Extra;
use backline::domain::fact::Position;
use backline::domain::id::{DossierId, PlayerId};
use backline::domain::money::{Currency, StatedAmount};
use backline::domain::negotiation::{Move, Negotiation, Round, RoundStatus, Side};
use backline::domain::player::Player;
use backline::domain::sourced::{Basis, Grade};
use backline::domain::squad::{RegistrationWindow, SquadSlot};
use backline::domain::statement::Statement;
use backline::domain::stats::Pool;
use backline::editor::tables;

use super::build::{Desk, numbered};
use super::values::{Cite as _, day, eur, million, printed_as};
use sources::Outlet::{self, *};

/// The day of the first sample.
pub const DECISION_DATE: &str = "2025-07-11";

/// Sample 1: 11 July 2025, with nothing in it that came later.
pub fn konate_2025() -> Dossier {
    let mut desk = Desk::new(DECISION_DATE, 100);
    let head = Head {
        title: "Centre-back for 2025/26".to_owned(),
        question: "Who is Real Madrid's next centre-back, at what price, now or later?".to_owned(),
        our_club: "Real Madrid".to_owned(),
        our_country: "Spain".to_owned(),
        decision_date: day(DECISION_DATE),
        currency: Currency::EUR,
        extra: Extra::new(),
    };
    let mut dossier = Dossier::new(DossierId(numbered(day(DECISION_DATE), 1)), head);
    for source in sources::known_in_2025() {
        dossier.put(Record::Source(Arc::new(source)));
    }
    for player in players::all(&mut desk) {
        dossier.put(Record::Player(Arc::new(player)));
    }
    add_squad(&mut dossier, &mut desk);
    add_negotiation(&mut dossier, &mut desk);
    add_statements(&mut dossier, &mut desk, &STATEMENTS);
    add_windows(&mut dossier, &mut desk);
    add_rate(&mut dossier, &mut desk);
    add_pool(&mut dossier, &mut desk);
    add_comparisons(&mut dossier, &mut desk);
    dossier
}

/// Sample 2: the same case on 1 July 2026, with what has happened since.
pub fn hindsight_2026() -> Dossier {
    hindsight::dossier(konate_2025())
}

/// Sample 3: the first one with assumed beliefs, packages and a comparison, so that every screen
/// has something to show.
pub fn worked_2025() -> Dossier {
    worked::dossier(konate_2025())
}

/// A player of a sample by the name that everybody uses.
pub fn player<'a>(dossier: &'a Dossier, short_name: &str) -> &'a Player {
    let mut players = dossier.players.values();
    players
        .find(|player| player.short_name() == short_name)
        .unwrap()
}

fn id_of(dossier: &Dossier, short_name: &str) -> PlayerId {
    player(dossier, short_name).id
}

fn add_squad(dossier: &mut Dossier, desk: &mut Desk) {
    let ours = ["Rüdiger", "Militão", "Alaba", "Huijsen"];
    let slot = SquadSlot {
        id: desk.id(),
        name: "Centre-back".to_owned(),
        position: Position::CentreBack,
        players: ours.iter().map(|name| id_of(dossier, name)).collect(),
        wanted: 0,
        note: String::new(),
        extra: Extra::new(),
    };
    dossier.put(Record::Slot(Arc::new(slot)));
}

/// What the clubs are believed to ask and to pay. Neither has said so.
fn add_negotiation(dossier: &mut Dossier, desk: &mut Desk) {
    let pounds = |millions| million(millions, Currency::GBP);
    let ask = StatedAmount {
        or_more: true,
        ..printed_as(eur("50"), pounds("43"), None, "1")
    };
    let bid = StatedAmount {
        high: Some(million("25", Currency::EUR)),
        ..printed_as(eur("20"), pounds("17"), Some(pounds("21")), "1")
    };
    let mut believed = |side, kind, amount, basis| Round {
        id: desk.id(),
        on: day(DECISION_DATE),
        side,
        kind,
        package: None,
        terms: None,
        amount: Some(amount),
        status: RoundStatus::Believed,
        corrects: None,
        basis,
        extra: Extra::new(),
    };
    let rounds = vec![
        believed(Side::Seller, Move::Ask, ask, Article.into()),
        believed(Side::Buyer, Move::Bid, bid, Article.into()),
    ];
    let negotiation = Negotiation {
        id: desk.id(),
        player: id_of(dossier, "Konaté"),
        seller: "Liverpool".to_owned(),
        buyer: "Real Madrid".to_owned(),
        packages: Arc::default(),
        rounds: Arc::new(rounds),
        beliefs: Default::default(),
        ranges: Default::default(),
        closed: false,
        note: String::new(),
        extra: Extra::new(),
    };
    dossier.put(Record::Negotiation(Arc::new(negotiation)));
}

/// On whom (empty for the case), who says it, of which grade if not that of the source, what.
type Said<'a> = (&'a str, Outlet, Option<Grade>, &'a str, &'a str);

#[rustfmt::skip]
const STATEMENTS: [Said<'_>; 20] = [
    ("", Article, Some(Grade::A), DECISION_DATE, "Real Madrid lost 0–4 to PSG in the semi-final of the Club World Cup"),
    ("", Article, None, DECISION_DATE, "Fabián Ruiz, Dembélé and Ramos scored for PSG"),
    ("", As, None, "", "Xabi Alonso wants the defence settled before the season"),
    ("", Article, None, DECISION_DATE, "Mbappé (2024) and Alexander-Arnold (2025) were targeted in the last year of their contracts, then signed free or nearly so"),
    ("Konaté", Article, None, DECISION_DATE, "One year is left on his contract"),
    ("Konaté", Article, None, DECISION_DATE, "He comes from the best season of his career"),
    ("Konaté", As, None, "", "The plan was to sign him in 2026"),
    ("Konaté", As, None, "", "A move this summer is not ruled out, though unlikely"),
    ("Guéhi", Article, None, DECISION_DATE, "He is the captain of Crystal Palace"),
    ("Guéhi", Article, None, DECISION_DATE, "His contract is similar to that of Konaté"),
    ("Guéhi", Article, None, DECISION_DATE, "He is the top target of Liverpool"),
    ("Guéhi", Article, None, DECISION_DATE, "Crystal Palace wait to hear whether they play in the Europa League"),
    ("van Dijk", Article, None, DECISION_DATE, "He is the partner of Konaté"),
    ("van Dijk", Article, None, DECISION_DATE, "He is the benchmark of the league"),
    ("van Dijk", Transfermarkt, None, "", "He was available on 95.1 % of the days of the seasons 2022/23 to 2024/25, his shorter spells counted, which are not entered here"),
    ("Rüdiger", Article, None, DECISION_DATE, "He is in the final year of his contract"),
    ("Militão", Article, None, DECISION_DATE, "His fitness is doubted after two serious injuries"),
    ("Alaba", Article, None, DECISION_DATE, "He is expected to leave"),
    ("Alaba", Transfermarkt, None, DECISION_DATE, "He is still out with his meniscus"),
    ("Huijsen", Article, None, DECISION_DATE, "He was bought from Bournemouth"),
];

fn add_statements(dossier: &mut Dossier, desk: &mut Desk, statements: &[Said<'_>]) {
    for (on_whom, outlet, grade, on, text) in statements {
        let mut basis = Basis::from(*outlet);
        basis.grade.clone_from(grade);
        if !on.is_empty() {
            basis = basis.on(on);
        }
        let statement = Statement {
            id: desk.id(),
            player: (!on_whom.is_empty()).then(|| id_of(dossier, on_whom)),
            text: (*text).to_owned(),
            basis,
            extra: Extra::new(),
        };
        dossier.put(Record::Statement(Arc::new(statement)));
    }
}

/// Where the defenders of the case stood eight years before, among those of two leagues.
fn add_pool(dossier: &mut Dossier, desk: &mut Desk) {
    let table = tables::shipped().unwrap();
    let mut pool = StatPool {
        competitions: vec!["Bundesliga".to_owned(), "Premier League".to_owned()],
        positions: vec![
            Position::CentreBack,
            Position::LeftBack,
            Position::RightBack,
        ],
        min_minutes: 900,
        table_hash: table.hash.clone(),
        basis: Wyscout.into(),
        ..StatPool::new(
            desk.id(),
            "Bundesliga and Premier League 2017/18, defenders with 900 minutes or more",
            Season(2017),
        )
    };
    for (name, row) in [
        ("Konaté", "393247-426"),
        ("van Dijk", "370-364"),
        ("Rüdiger", "14748-364"),
        ("Alaba", "14724-426"),
    ] {
        pool.row_keys.insert(id_of(dossier, name), row.to_owned());
    }
    Pool::of(&pool, &table).keep_in(&mut pool);
    dossier.put(Record::Pool(Arc::new(pool)));
}

/// The targets beside those who play there now, in the season before the decision; then those whom
/// the pool holds, in its season.
fn add_comparisons(dossier: &mut Dossier, desk: &mut Desk) {
    let pool = dossier.pools.keys().next().copied();
    let six = [
        "Konaté", "Guéhi", "van Dijk", "Huijsen", "Rüdiger", "Militão",
    ];
    let players = six.map(|name| id_of(dossier, name)).to_vec();
    let comparison = Comparison {
        baseline: Some(id_of(dossier, "Rüdiger")),
        pool,
        ..Comparison::new(desk.id(), "Centre-backs", players)
    };
    dossier.put(Record::Comparison(Arc::new(comparison)));
    let four = ["Konaté", "van Dijk", "Rüdiger", "Alaba"];
    let players = four.map(|name| id_of(dossier, name)).to_vec();
    let comparison = Comparison {
        baseline: Some(id_of(dossier, "Rüdiger")),
        pool,
        seasons: players
            .iter()
            .map(|player| (*player, Season(2017)))
            .collect(),
        note: "The season 2017/18, with Konaté at 18 in Leipzig: Wyscout open data (CC BY 4.0). \
               The others of the case are not in that pool."
            .to_owned(),
        ..Comparison::new(desk.id(), "Centre-backs in 2017/18", players)
    };
    dossier.put(Record::Comparison(Arc::new(comparison)));
}

/// The winter windows have no hour: none is known.
fn add_windows(dossier: &mut Dossier, desk: &mut Desk) {
    for (country, opens, closes, closes_at) in [
        ("England", "2025-06-16", "2025-09-01", "19:00 UK"),
        ("Spain", "2025-07-01", "2025-09-01", "19:00 UK"),
        ("England", "2026-01-01", "2026-02-02", ""),
        ("Spain", "2026-01-01", "2026-02-02", ""),
    ] {
        let window = RegistrationWindow {
            id: desk.id(),
            country: country.to_owned(),
            opens: day(opens),
            closes: day(closes),
            closes_at: closes_at.to_owned(),
            basis: Calendars.into(),
            extra: Extra::new(),
        };
        dossier.put(Record::Window(Arc::new(window)));
    }
}

fn add_rate(dossier: &mut Dossier, desk: &mut Desk) {
    let rate = ExchangeRate {
        id: desk.id(),
        on: day(DECISION_DATE),
        base: Currency::EUR,
        quote: Currency::GBP,
        rate: "0.8657".parse().unwrap(),
        basis: Ecb.on(DECISION_DATE),
        extra: Extra::new(),
    };
    dossier.put(Record::Rate(Arc::new(rate)));
}
