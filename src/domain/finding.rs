//! What is missing, contradicts itself or breaks a rule, and in which field.
//!
//! Findings are derived and never stored. They are computed at a date, like everything else, and
//! an unchanged player keeps the findings that he had. What a finding says is one or two short
//! sentences; where to mend it is its field.

mod career;
mod contract;
mod elsewhere;
mod health;
mod money;
mod readings;
mod sources;
mod standing;

use std::sync::Arc;

use chrono::NaiveDate;
use imbl::OrdMap;

use self::standing::{Matter, Whose};
use super::dossier::Dossier;
use super::edit::{Edit, PlayerEdit};
use super::exchange::ExchangeRate;
use super::field::FieldRef;
use super::figures::counted;
use super::id::{PlayerId, RateId, SourceId};
use super::player::{Player, Role};
use super::source::Source;
use super::sourced::Basis;

/// How grave a finding is; the gravest sorts first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// It cannot be as it stands.
    Error,
    /// It may mislead the decision.
    Warning,
    /// Worth knowing.
    Note,
}

impl Weight {
    /// The word on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FindingKind {
    /// A value that the decision needs is not there.
    Missing,
    /// Two statements exclude each other.
    Contradictory,
    /// Sources state different sums.
    Disputed,
    /// A printed conversion does not follow from the rate of its day.
    Conversion,
    /// True once, and out of date at the decision.
    Stale,
    /// Outside a rule.
    Rule,
    /// Still going on at the decision date.
    Ongoing,
    /// Known only after the decision date.
    Later,
    /// Nobody said where a value comes from.
    Unsourced,
    /// It refers to something that is not in the file.
    Lost,
}

impl FindingKind {
    /// The word at the right of the row.
    pub fn label(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Contradictory => "contradictory",
            Self::Disputed => "disputed",
            Self::Conversion => "conversion",
            Self::Stale => "stale",
            Self::Rule => "outside a rule",
            Self::Ongoing => "ongoing",
            Self::Later => "later",
            Self::Unsourced => "unsourced",
            Self::Lost => "lost",
        }
    }
}

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where to mend it.
    pub field: FieldRef,
    /// How grave it is.
    pub weight: Weight,
    /// What is wrong.
    pub kind: FindingKind,
    /// Whose and what: "Konaté, height".
    pub subject: String,
    /// The sentence.
    pub text: String,
    /// What mends it at once, where one thing does.
    pub mend: Option<Mend>,
}

/// What mends a finding at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mend {
    /// A target plays for us: he is one of ours.
    MakeOurs(PlayerId),
}

impl Mend {
    /// The words on the button.
    pub fn label(self) -> &'static str {
        match self {
            Self::MakeOurs(_) => "Make him ours",
        }
    }

    /// What it does.
    pub fn edit(self) -> Edit {
        match self {
            Self::MakeOurs(id) => Edit::Player(id, PlayerEdit::SetRole(Role::Own)),
        }
    }
}

/// What findings are judged by, beside the player himself.
#[derive(Clone, Copy, Debug)]
pub struct FindingContext<'a> {
    /// The decision date.
    pub on: NaiveDate,
    /// The sources of the dossier.
    pub sources: &'a OrdMap<SourceId, Arc<Source>>,
    /// The exchange rates of the dossier.
    pub rates: &'a OrdMap<RateId, Arc<ExchangeRate>>,
    /// The club that decides.
    pub our_club: &'a str,
}

impl<'a> FindingContext<'a> {
    /// The context of a dossier at a date.
    pub fn of(dossier: &'a Dossier, on: NaiveDate) -> Self {
        Self {
            on,
            sources: &dossier.sources,
            rates: &dossier.rates,
            our_club: &dossier.head.our_club,
        }
    }

    /// The source of a statement.
    fn source(&self, basis: &Basis) -> Option<&'a Source> {
        self.sources.get(&basis.source?).map(Arc::as_ref)
    }
}

/// The findings of one player, gravest first. A player of a pool gets errors only: what is missing
/// or unsourced of a hundred strangers is no news.
pub fn of_player(player: &Player, ctx: &FindingContext<'_>) -> Vec<Finding> {
    let mut out = Log::new(player, ctx.on);
    contract::check(player, &mut out);
    health::check(player, &mut out);
    career::check(player, ctx, &mut out);
    readings::check(player, ctx, &mut out);
    if player.role == Role::Pool {
        out.findings
            .retain(|finding| finding.weight == Weight::Error);
    } else {
        standing::check(player, ctx, &mut out);
        money::check(player, ctx, &mut out);
        sources::check(player, ctx, &mut out);
    }
    sort(&mut out.findings);
    out.findings
}

fn sort(findings: &mut [Finding]) {
    findings.sort_by(|one, other| key(one).cmp(&key(other)));
}

fn key(finding: &Finding) -> (Weight, Matter, &str, &FieldRef, &str) {
    let Finding {
        weight,
        subject,
        field,
        text,
        ..
    } = finding;
    (*weight, Matter::of(field), subject, field, text)
}

/// Where the rules of one player write down what they find.
struct Log<'a> {
    name: &'a str,
    id: PlayerId,
    on: NaiveDate,
    findings: Vec<Finding>,
}

impl<'a> Log<'a> {
    fn new(player: &'a Player, on: NaiveDate) -> Self {
        Self {
            name: player.short_name(),
            id: player.id,
            on,
            findings: Vec::new(),
        }
    }

    fn add(
        &mut self,
        field: FieldRef,
        (weight, kind): (Weight, FindingKind),
        what: &str,
        text: String,
    ) {
        self.findings.push(Finding {
            field,
            weight,
            kind,
            subject: format!("{}, {what}", self.name),
            text,
            mend: None,
        });
    }

    fn add_mended(&mut self, mend: Mend, field: FieldRef, what: &str, text: String) {
        self.add(
            field,
            (Weight::Warning, FindingKind::Contradictory),
            what,
            text,
        );
        if let Some(last) = self.findings.last_mut() {
            last.mend = Some(mend);
        }
    }
}

/// How many findings there are of each weight.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
}

/// `1 error, 6 warnings, 3 notes`; weights without a finding are left out.
impl std::fmt::Display for Counts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut said = false;
        for (count, word) in [
            (self.errors, "error"),
            (self.warnings, "warning"),
            (self.notes, "note"),
        ] {
            if count > 0 {
                let comma = if said { ", " } else { "" };
                write!(f, "{comma}{}", counted(count, word))?;
                said = true;
            }
        }
        if said {
            Ok(())
        } else {
            f.write_str("no findings")
        }
    }
}

#[derive(Clone, Debug)]
struct Checked {
    player: Arc<Player>,
    findings: Vec<Finding>,
}

/// All findings of one dossier at one date.
#[derive(Clone, Debug)]
pub struct Findings {
    on: NaiveDate,
    sources: OrdMap<SourceId, Arc<Source>>,
    rates: OrdMap<RateId, Arc<ExchangeRate>>,
    our_club: String,
    /// By id, so that an update is one walk along both states.
    players: Vec<Checked>,
    elsewhere: Vec<Finding>,
    /// Where each finding stands, gravest first.
    order: Vec<Place>,
    counts: Counts,
}

#[derive(Clone, Copy, Debug)]
enum Place {
    Player(usize, usize),
    Elsewhere(usize),
}

impl Findings {
    /// The findings of a dossier at a date.
    pub fn of(dossier: &Dossier, on: NaiveDate) -> Self {
        Self::build(dossier, on, &[])
    }

    /// No findings, before anybody looked.
    pub fn nothing(on: NaiveDate) -> Self {
        Self {
            on,
            sources: OrdMap::new(),
            rates: OrdMap::new(),
            our_club: String::new(),
            players: Vec::new(),
            elsewhere: Vec::new(),
            order: Vec::new(),
            counts: Counts::default(),
        }
    }

    /// The findings after a change; players who are as they were are not checked again.
    pub fn updated(&self, dossier: &Dossier, on: NaiveDate) -> Self {
        let same = self.on == on
            && self.sources.ptr_eq(&dossier.sources)
            && self.rates.ptr_eq(&dossier.rates)
            && self.our_club == dossier.head.our_club;
        let known: &[Checked] = if same { &self.players } else { &[] };
        Self::build(dossier, on, known)
    }

    fn build(dossier: &Dossier, on: NaiveDate, known: &[Checked]) -> Self {
        let ctx = FindingContext::of(dossier, on);
        let mut known = known.iter().peekable();
        let mut players = Vec::with_capacity(dossier.players.len());
        for player in dossier.players.values() {
            while known.next_if(|old| old.player.id < player.id).is_some() {}
            let same = known.next_if(|old| Arc::ptr_eq(&old.player, player));
            players.push(same.cloned().unwrap_or_else(|| Checked {
                player: Arc::clone(player),
                findings: of_player(player, &ctx),
            }));
        }
        let mut findings = Self {
            on,
            sources: dossier.sources.clone(),
            rates: dossier.rates.clone(),
            our_club: dossier.head.our_club.clone(),
            players,
            elsewhere: elsewhere::check(dossier, &ctx),
            order: Vec::new(),
            counts: Counts::default(),
        };
        findings.put_in_order(dossier);
        findings
    }

    fn put_in_order(&mut self, dossier: &Dossier) {
        let of_players = self.players.iter().enumerate().flat_map(|(idx, checked)| {
            (0..checked.findings.len()).map(move |row| Place::Player(idx, row))
        });
        let lead = dossier.lead_target();
        let ranked = |place: Place| (self.whose(place, dossier, lead), place);
        let mut order: Vec<(Whose, Place)> = of_players
            .chain((0..self.elsewhere.len()).map(Place::Elsewhere))
            .map(ranked)
            .collect();
        let weight = |place| self.get(place).map(|finding| finding.weight);
        order.sort_by(|(one_whose, one), (other_whose, other)| {
            weight(*one)
                .cmp(&weight(*other))
                .then(one_whose.cmp(other_whose))
                .then_with(|| self.get(*one).map(key).cmp(&self.get(*other).map(key)))
        });
        self.order = order.into_iter().map(|(_, place)| place).collect();
        let count = |weight| {
            self.all()
                .filter(|finding| finding.weight == weight)
                .count()
        };
        self.counts = Counts {
            errors: count(Weight::Error),
            warnings: count(Weight::Warning),
            notes: count(Weight::Note),
        };
    }

    /// Whose finding it is, as the decision weighs him.
    fn whose(&self, place: Place, dossier: &Dossier, lead: Option<PlayerId>) -> Whose {
        match place {
            Place::Player(idx, _) => self
                .players
                .get(idx)
                .map_or(Whose::Other, |checked| Whose::of(&checked.player, lead)),
            Place::Elsewhere(row) => {
                let field = self.elsewhere.get(row).map(|finding| &finding.field);
                let negotiation = field.and_then(FieldRef::negotiation);
                let negotiation = negotiation.and_then(|id| dossier.negotiations.get(&id));
                let player = negotiation.and_then(|found| dossier.player(found.player));
                player.map_or(Whose::Case, |player| Whose::of(player, lead))
            }
        }
    }

    fn get(&self, place: Place) -> Option<&Finding> {
        match place {
            Place::Player(idx, row) => self.players.get(idx)?.findings.get(row),
            Place::Elsewhere(row) => self.elsewhere.get(row),
        }
    }

    /// Every finding, by weight for the decision: the grave ones first, among them the lead target
    /// before the others, money and contract before what decides less.
    pub fn all(&self) -> impl Iterator<Item = &Finding> {
        self.order.iter().filter_map(|place| self.get(*place))
    }

    /// The findings of one player, gravest first.
    pub fn of_player(&self, id: PlayerId) -> &[Finding] {
        self.players
            .binary_search_by_key(&id, |checked| checked.player.id)
            .ok()
            .and_then(|idx| self.players.get(idx))
            .map_or(&[], |checked| &checked.findings)
    }

    /// The findings of the player at a place in the order of ids, which a walk along all players
    /// knows without looking for it.
    pub(super) fn at_place(&self, place: usize, id: PlayerId) -> &[Finding] {
        match self.players.get(place) {
            Some(checked) if checked.player.id == id => &checked.findings,
            _ => self.of_player(id),
        }
    }

    /// The findings of one field, gravest first.
    pub fn at<'a>(&'a self, field: &'a FieldRef) -> impl Iterator<Item = &'a Finding> {
        let near = match field.player() {
            Some(id) => self.of_player(id),
            None => &self.elsewhere,
        };
        near.iter().filter(move |finding| finding.field == *field)
    }

    /// How many there are of each weight.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The date at which they hold.
    pub fn on(&self) -> NaiveDate {
        self.on
    }
}

#[cfg(test)]
mod tests;
