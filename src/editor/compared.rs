//! The comparison that is looked at, worked out for the present state: within the frame for an
//! ordinary pool, on a worker for a large one.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::document::Document;
use super::jobs::{Jobs, Outcome};
use super::tables::Tables;
use crate::domain::compare::{
    DealFigures, Look, Robustness, Sheet, SheetInput, Similar, Standing, case_slots, robustness,
    similar, standings,
};
use crate::domain::comparison::StatPool;
use crate::domain::dossier::{Dossier, Head};
use crate::domain::id::{ComparisonId, PlayerId};
use crate::domain::money::Currency;
use crate::domain::negotiation::Negotiation;
use crate::domain::stats::{Adjustment, Pool, StatTable};

/// Up to this many rows of a table a pool is worked out within the frame.
const AT_ONCE: usize = 6_000;
/// Similar players that are told.
const SIMILAR: usize = 12;

/// Which comparison is looked at, and how.
#[derive(Clone, Debug, PartialEq)]
pub struct CompareRequest {
    /// The comparison.
    pub comparison: ComparisonId,
    /// How its counts are shown.
    pub look: Look,
    /// A pool that is tried without being kept.
    pub trial: Option<Arc<StatPool>>,
    /// True to find out how much the first place hangs on the weights.
    pub robust: bool,
    /// The player for whom similar ones are looked for.
    pub similar_to: Option<PlayerId>,
}

impl CompareRequest {
    /// A comparison as it is.
    pub fn of(comparison: ComparisonId) -> Self {
        Self {
            comparison,
            look: Look::default(),
            trial: None,
            robust: false,
            similar_to: None,
        }
    }
}

/// What a worked-out comparison rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedKey {
    /// The state.
    pub serial: u64,
    /// The date.
    pub on: NaiveDate,
    /// The currency of its sums.
    pub currency: Currency,
    /// Which tables were at hand; see [`Tables::generation`].
    pub tables: u64,
    /// What was asked for.
    pub request: CompareRequest,
}

/// A pool with its definition and the table from which it was taken.
#[derive(Clone, Debug)]
struct PoolMade {
    definition: Arc<StatPool>,
    table: Option<Arc<StatTable>>,
    pool: Arc<Pool>,
    /// The pool as it is shown: with counts that are adjusted like those of the players.
    shown: Arc<Pool>,
    adjustment: Adjustment,
}

impl PoolMade {
    /// Puts the counts of the pool right for possession, unless they are already.
    fn turned_to(mut self, adjustment: Adjustment) -> Self {
        if self.adjustment != adjustment {
            self.adjustment = adjustment;
            self.shown = match adjustment {
                Adjustment::None => self.pool.clone(),
                _ => Arc::new(self.pool.adjusted(self.table.as_deref(), adjustment)),
            };
        }
        self
    }
}

/// A comparison worked out.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// What it rests on; `None` before the first time.
    pub key: Option<ComparedKey>,
    /// The figures.
    pub sheet: Arc<Sheet>,
    /// The players in the season of the pool, where the comparison looks at another one.
    pub then: Option<Arc<Sheet>>,
    /// Where the players stand by the weights.
    pub standings: Vec<Standing>,
    /// How much the first place hangs on the weights; `None` until it was worked out.
    pub robustness: Option<Arc<Robustness>>,
    /// Who plays like the player who was asked for.
    pub similar: Vec<Similar>,
    /// The percentiles by the pool before this one, by row and player.
    pub ghosts: Arc<BTreeMap<(String, PlayerId), f64>>,
    made: Option<PoolMade>,
    priced: Arc<Vec<Priced>>,
}

/// What the deal engine found in a negotiation, so that it is asked once for each state of it.
#[derive(Clone, Debug)]
struct Priced {
    negotiation: Arc<Negotiation>,
    head: Arc<Head>,
    on: NaiveDate,
    figures: DealFigures,
}

impl Compared {
    /// The pool.
    pub fn pool(&self) -> Option<&Arc<Pool>> {
        self.made.as_ref().map(|made| &made.shown)
    }

    /// The table of the pool, if it is at hand.
    pub fn table(&self) -> Option<&Arc<StatTable>> {
        self.made.as_ref()?.table.as_ref()
    }

    fn of(work: Work) -> Self {
        let Work {
            key,
            dossier,
            wanted,
            before,
        } = work;
        let adjustment = key.request.look.adjusting();
        let made = wanted.map(|wanted| {
            let made = wanted.make(before.made.as_ref());
            made.turned_to(adjustment)
        });
        let mut compared = Self {
            key: None,
            ghosts: ghosts(&before, made.as_ref()),
            ..Self::default()
        };
        if let Some(comparison) = dossier.comparisons.get(&key.request.comparison) {
            let pool = made.as_ref().map(|made| (&*made.definition, &*made.shown));
            let priced = price(&dossier, key.on, &comparison.players, &before.priced);
            let deals = deals(&priced);
            let input = SheetInput {
                dossier: &dossier,
                comparison,
                on: key.on,
                look: key.request.look,
                pool,
                deals: &deals,
                slots: &case_slots(&dossier),
            };
            let sheet = Sheet::of(&input);
            compared.then = sheet.then(&input).map(Arc::new);
            compared.standings = standings(&sheet, comparison);
            let table = made.as_ref().and_then(|made| made.table.as_deref());
            let asked = key.request.similar_to.zip(pool).zip(table);
            compared.similar = asked.map_or_else(Vec::new, |((player, pool), table)| {
                similar(pool, table, player, SIMILAR)
            });
            compared.sheet = Arc::new(sheet);
            compared.priced = Arc::new(priced);
        }
        compared.made = made;
        compared.key = Some(key);
        compared
    }
}

/// What a worker needs.
struct Work {
    key: ComparedKey,
    dossier: Arc<Dossier>,
    wanted: Option<PoolWanted>,
    before: Arc<Compared>,
}

struct PoolWanted {
    definition: Arc<StatPool>,
    table: Option<Arc<StatTable>>,
}

impl PoolWanted {
    /// True if the pool that was made before is the wanted one.
    fn is(&self, made: Option<&PoolMade>) -> bool {
        made.is_some_and(|made| {
            let same_table = match (&made.table, &self.table) {
                (None, None) => true,
                (Some(one), Some(other)) => Arc::ptr_eq(one, other),
                _ => false,
            };
            Arc::ptr_eq(&made.definition, &self.definition) && same_table
        })
    }

    fn make(self, before: Option<&PoolMade>) -> PoolMade {
        if let Some(before) = before.filter(|_| self.is(before)) {
            return before.clone();
        }
        let pool = match &self.table {
            Some(table) => Pool::of(&self.definition, table),
            None => Pool::quoted(&self.definition),
        };
        let pool = Arc::new(pool);
        PoolMade {
            definition: self.definition,
            table: self.table,
            shown: pool.clone(),
            adjustment: Adjustment::None,
            pool,
        }
    }
}

/// The percentiles that another pool gave, as long as this one is looked at.
fn ghosts(before: &Compared, made: Option<&PoolMade>) -> Arc<BTreeMap<(String, PlayerId), f64>> {
    let same = match (&before.made, made) {
        (Some(one), Some(other)) => Arc::ptr_eq(&one.pool, &other.pool),
        (None, None) => true,
        _ => false,
    };
    if same {
        return before.ghosts.clone();
    }
    let sheet = &before.sheet;
    let marks = sheet.rows().flat_map(|row| {
        let cells = sheet.columns.iter().zip(&row.cells);
        cells
            .filter_map(|(column, cell)| Some(((row.key.clone(), column.player), cell.percentile?)))
    });
    Arc::new(marks.collect())
}

/// What the deal engine finds for each of the players who are negotiated over.
fn price(dossier: &Dossier, on: NaiveDate, players: &[PlayerId], before: &[Priced]) -> Vec<Priced> {
    let over = players
        .iter()
        .filter_map(|id| dossier.negotiation_over(*id));
    over.map(|negotiation| {
        let same = |priced: &&Priced| {
            Arc::ptr_eq(&priced.negotiation, negotiation)
                && Arc::ptr_eq(&priced.head, &dossier.head)
                && priced.on == on
        };
        before.iter().find(same).cloned().unwrap_or_else(|| Priced {
            negotiation: negotiation.clone(),
            head: dossier.head.clone(),
            on,
            figures: DealFigures::of(dossier, negotiation, on),
        })
    })
    .collect()
}

fn deals(priced: &[Priced]) -> BTreeMap<PlayerId, DealFigures> {
    let of_player = |priced: &Priced| (priced.negotiation.player, priced.figures.clone());
    priced.iter().map(of_player).collect()
}

/// Brings the comparison that is looked at up to date with the present state.
pub(super) fn refresh(document: &mut Document, jobs: &mut Jobs, tables: &Tables, now: f64) {
    let Some(request) = document.wanted_comparison.clone() else {
        return;
    };
    let key = ComparedKey {
        serial: document.history.serial(),
        on: document.on(),
        currency: document.seen().head.currency,
        tables: tables.generation(),
        request,
    };
    if document.compared.key.as_ref() != Some(&key) && document.comparing.as_ref() != Some(&key) {
        compare(document, jobs, tables, key, now);
    }
    weigh(document, jobs, now);
}

fn compare(document: &mut Document, jobs: &mut Jobs, tables: &Tables, key: ComparedKey, now: f64) {
    let dossier = document.seen().clone();
    let of_file = || {
        let comparison = dossier.comparisons.get(&key.request.comparison)?;
        dossier.pools.get(&comparison.pool?).cloned()
    };
    let definition = key.request.trial.clone().or_else(of_file);
    let wanted = definition.map(|definition| PoolWanted {
        table: tables.get(&definition.table_hash).cloned(),
        definition,
    });
    let before = document.compared.clone();
    let adjustment = key.request.look.adjusting();
    let made = before
        .made
        .as_ref()
        .filter(|made| made.adjustment == adjustment);
    let rows = wanted
        .as_ref()
        .filter(|wanted| !wanted.is(made))
        .and_then(|wanted| wanted.table.as_ref())
        .map_or(0, |table| table.rows.len());
    let work = Work {
        key: key.clone(),
        dossier,
        wanted,
        before,
    };
    if rows <= AT_ONCE {
        document.compared = Arc::new(Compared::of(work));
        return;
    }
    document.comparing = Some(key);
    let document = document.key;
    jobs.start("", now, true, move |_| {
        let compared = Arc::new(Compared::of(work));
        Outcome::of(document, move |document| document.take_compared(compared))
    });
}

/// Ten thousand weightings take longer than a part of a frame may.
fn weigh(document: &mut Document, jobs: &mut Jobs, now: f64) {
    let Some(key) = document.compared.key.clone() else {
        return;
    };
    let done = document.compared.robustness.is_some();
    if !key.request.robust || done || document.weighing.as_ref() == Some(&key) {
        return;
    }
    let comparisons = &document.dossier().comparisons;
    let Some(comparison) = comparisons.get(&key.request.comparison).cloned() else {
        return;
    };
    let sheet = document.compared.sheet.clone();
    document.weighing = Some(key.clone());
    let document = document.key;
    jobs.start("", now, true, move |_| {
        let found = Arc::new(robustness(&sheet, &comparison));
        Outcome::of(document, move |document| document.take_weighed(&key, found))
    });
}

impl Document {
    /// Takes what a worker found, even if the state has moved on: it is nearer than what was there.
    fn take_compared(&mut self, compared: Arc<Compared>) {
        if self.comparing == compared.key {
            self.comparing = None;
        }
        self.compared = compared;
    }

    fn take_weighed(&mut self, key: &ComparedKey, robustness: Arc<Robustness>) {
        if self.weighing.as_ref() == Some(key) {
            self.weighing = None;
        }
        if self.compared.key.as_ref() == Some(key) {
            Arc::make_mut(&mut self.compared).robustness = Some(robustness);
        }
    }
}
