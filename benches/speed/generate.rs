//! Dossiers of any size, the same for the same seed: players as a club's database holds them, with
//! eight facts, four to eight injuries, two transfers, two market values, a season and a report of
//! 600 characters; about 4.1 KB each as a file.

use std::collections::BTreeMap;
use std::sync::Arc;

use backline::domain::career::{SeasonLine, Transfer, TransferKind, Valuation};
use backline::domain::contract::{Wage, WagePeriod};
use backline::domain::date::{PartialDate, Season};
use backline::domain::dossier::{Dossier, Head};
use backline::domain::extra::Extra;
use backline::domain::fact::{FactKey, FactValue, Foot, Position};
use backline::domain::id::{DossierId, PlayerId, ReadingId, ReportId, SourceId, SpellId};
use backline::domain::injury::{Spell, SpellGroup};
use backline::domain::money::{Currency, Money, StatedAmount};
use backline::domain::player::{Player, Role};
use backline::domain::report::{MatchContext, ScoutReport, Verdict};
use backline::domain::source::{Source, SourceKind};
use backline::domain::sourced::{Basis, Grade, Reading, Sourced};
use chrono::{Days, NaiveDate};
use uuid::Uuid;

const FIRST: [&str; 16] = [
    "Ibrahima", "Éder", "João", "Marc", "Nils", "Luka", "Dávid", "Kim", "Paulo", "Ousmane",
    "Ruben", "Milan", "Tiago", "Sven", "Amadou", "Çağlar",
];
/// Family names.
pub const LAST: [&str; 16] = [
    "Konaté",
    "Silva",
    "Söyüncü",
    "van Dijk",
    "Militão",
    "Škriniar",
    "Gvardiol",
    "Hancko",
    "Araújo",
    "Diomande",
    "Inácio",
    "Okoye",
    "Nkounkou",
    "Bastoni",
    "Lukeba",
    "de Vrij",
];
const CLUBS: [&str; 12] = [
    "Liverpool",
    "Real Madrid",
    "Leipzig",
    "Sporting",
    "Ajax",
    "Lens",
    "Girona",
    "Bologna",
    "Porto",
    "Leverkusen",
    "Monaco",
    "Brighton",
];
const WORDS: [&str; 20] = [
    "holds", "the", "line", "and", "steps", "out", "early", "wins", "second", "balls", "in", "the",
    "air", "but", "turns", "slowly", "under", "pressure", "near", "post",
];
const KINDS: [(&str, SpellGroup); 5] = [
    ("hamstring", SpellGroup::Muscle),
    ("knee", SpellGroup::Joint),
    ("ankle", SpellGroup::Joint),
    ("knock", SpellGroup::Knock),
    ("ill", SpellGroup::Illness),
];

/// Chance that comes out the same each time (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())].clone()
    }

    pub fn id<T: From<Uuid>>(&mut self) -> T {
        let bytes = (u128::from(self.next()) << 64 | u128::from(self.next())).to_be_bytes();
        uuid::Builder::from_random_bytes(bytes).into_uuid().into()
    }
}

/// The day on which everything is decided.
pub fn today() -> NaiveDate {
    NaiveDate::default() + Days::new(20_280)
}

/// A dossier of so many players.
pub fn dossier(players: usize) -> Dossier {
    let mut dice = Dice::new(players as u64);
    let head = Head {
        title: format!("{players} players"),
        question: "Whom do we sign?".to_owned(),
        our_club: "Real Madrid".to_owned(),
        our_country: "Spain".to_owned(),
        decision_date: today(),
        currency: Currency::EUR,
        extra: Extra::new(),
    };
    let mut dossier = Dossier::new(DossierId(dice.id()), head);
    let sources: Vec<SourceId> = (0..12)
        .map(|number| add_source(&mut dossier, &mut dice, number))
        .collect();
    for _ in 0..players {
        let player = player(&mut dice, &sources);
        let report = report(&mut dice, player.id);
        dossier.players.insert(player.id, Arc::new(player));
        dossier.reports.insert(report.id, Arc::new(report));
    }
    dossier
}

fn add_source(dossier: &mut Dossier, dice: &mut Dice, number: usize) -> SourceId {
    let source = Source {
        id: dice.id(),
        name: format!("Outlet {number}"),
        kind: SourceKind::Press,
        grade: Grade::B,
        on: None,
        title: String::new(),
        url: format!("https://outlet{number}.example/players"),
        licence: String::new(),
        note: String::new(),
        extra: Extra::new(),
    };
    let id = source.id;
    dossier.sources.insert(id, Arc::new(source));
    id
}

fn player(dice: &mut Dice, sources: &[SourceId]) -> Player {
    let name = format!("{} {}", dice.of(&FIRST), dice.of(&LAST));
    let mut player = Player::new(PlayerId(dice.id()), name, Role::Pool);
    facts(&mut player, dice, sources);
    let basis = Basis::reported(dice.of(sources));
    player.spells = Arc::new(
        (0..4 + dice.below(5))
            .map(|_| spell(dice, &basis))
            .collect(),
    );
    player.transfers = Arc::new((0..2).map(|nth| transfer(dice, nth, &basis)).collect());
    player.valuations = Arc::new((0..2).map(|nth| valuation(dice, nth, &basis)).collect());
    player.seasons = Arc::new(vec![season(dice, &basis)]);
    player
}

fn facts(player: &mut Player, dice: &mut Dice, sources: &[SourceId]) {
    let born = PartialDate::Day(today() - Days::new(6_200 + dice.below(6_000) as u64));
    let end = PartialDate::Day(today() + Days::new(dice.below(1_800) as u64));
    let wage = Wage {
        amount: StatedAmount::exactly(euros(10_000 + dice.below(300_000) as i64)),
        per: WagePeriod::Week,
        tax: None,
        extra: Extra::new(),
    };
    let stated = [
        (FactKey::Born, FactValue::Date(born)),
        (
            FactKey::Position,
            FactValue::Position(dice.of(Position::ALL)),
        ),
        (
            FactKey::Height,
            FactValue::Count(172 + dice.below(28) as u32),
        ),
        (FactKey::Foot, FactValue::Foot(dice.of(Foot::ALL))),
        (FactKey::Nationality, FactValue::Text("France".to_owned())),
        (FactKey::Club, FactValue::Text(dice.of(&CLUBS).to_owned())),
        (FactKey::ContractEnd, FactValue::Date(end)),
        (FactKey::Wage, FactValue::Wage(wage)),
    ];
    for (key, value) in stated {
        let basis = Basis::reported(dice.of(sources));
        let reading = Reading::new(ReadingId(dice.id()), value, basis);
        player.facts.set(key, Sourced::single(reading));
    }
}

fn euros(euros: i64) -> Money {
    Money::new(euros * 100, Currency::EUR)
}

fn spell(dice: &mut Dice, basis: &Basis) -> Spell {
    let (kind, group) = dice.of(&KINDS);
    let from = today() - Days::new(40 + dice.below(1_800) as u64);
    Spell {
        id: SpellId(dice.id()),
        kind: kind.to_owned(),
        group,
        body_part: String::new(),
        side: None,
        from,
        to: Some(from + Days::new(3 + dice.below(36) as u64)),
        games_missed_club: Some(dice.below(9) as u16),
        games_missed_country: None,
        surgery: false,
        counts: None,
        basis: basis.clone(),
        extra: Extra::new(),
    }
}

fn transfer(dice: &mut Dice, nth: u64, basis: &Basis) -> Transfer {
    let amount = StatedAmount::exactly(euros(1_000_000 * (1 + dice.below(60) as i64)));
    Transfer {
        id: dice.id(),
        on: PartialDate::Day(today() - Days::new(400 + 900 * nth)),
        from: dice.of(&CLUBS).to_owned(),
        to: dice.of(&CLUBS).to_owned(),
        kind: TransferKind::Fee,
        fee: Sourced::single(Reading::new(dice.id(), amount, basis.clone())),
        basis: basis.clone(),
        extra: Extra::new(),
    }
}

fn valuation(dice: &mut Dice, nth: u64, basis: &Basis) -> Valuation {
    Valuation {
        id: dice.id(),
        on: PartialDate::Day(today() - Days::new(60 + 200 * nth)),
        amount: euros(500_000 * (1 + dice.below(120) as i64)),
        basis: basis.clone(),
        extra: Extra::new(),
    }
}

fn season(dice: &mut Dice, basis: &Basis) -> SeasonLine {
    let keys = [
        "tackles",
        "interceptions",
        "aerials_won_pct",
        "progressive_passes",
    ];
    let metrics: BTreeMap<String, f64> = keys
        .iter()
        .map(|key| ((*key).to_owned(), dice.below(900) as f64 / 10.0))
        .collect();
    SeasonLine {
        id: dice.id(),
        season: Season(2024),
        competition: "League".to_owned(),
        club: dice.of(&CLUBS).to_owned(),
        minutes: Some(dice.below(3_400) as u32),
        metrics,
        basis: basis.clone(),
        extra: Extra::new(),
    }
}

fn report(dice: &mut Dice, player: PlayerId) -> ScoutReport {
    let mut summary = String::new();
    while summary.len() < 600 {
        summary.push_str(dice.of(&WORDS));
        summary.push(' ');
    }
    ScoutReport {
        id: ReportId(dice.id()),
        player,
        scout: dice.of(&LAST).to_owned(),
        written: today() - Days::new(dice.below(300) as u64),
        seen: MatchContext {
            fixture: format!("{} – {}", dice.of(&CLUBS), dice.of(&CLUBS)),
            live: true,
            ..MatchContext::default()
        },
        observations: Vec::new(),
        strengths: Vec::new(),
        weaknesses: Vec::new(),
        risks: Vec::new(),
        summary,
        verdict: Some(Verdict::Monitor),
        ceiling: None,
        would_change_my_mind: String::new(),
        next_step: String::new(),
        owner: String::new(),
        due: None,
        template: String::new(),
        extra: Extra::new(),
    }
}
