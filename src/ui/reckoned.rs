//! A negotiation with what it comes to: worked out once for each state of the dossier, each date
//! and each step of a dragged sum, and shown on several screens.

mod subject;

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

pub use self::subject::{Subject, Who, mark_of_tag};
use super::ViewCtx;
use crate::domain::deal::evaluation::Evaluation;
use crate::domain::deal::explain::Explanation;
use crate::domain::deal::figure::Figure;
use crate::domain::deal::scenario::PackageFigures;
use crate::domain::deal::tag::Tag;
use crate::domain::dossier::Dossier;
use crate::domain::id::{NegotiationId, PackageId};
use crate::domain::money::Currency;
use crate::domain::negotiation::Negotiation;
use crate::domain::package::Package;
use crate::domain::player::Player;
use crate::domain::talks::reckoning::Reckoning;
use crate::editor::document::DocumentKey;

/// A negotiation with what it comes to.
#[derive(Clone, Debug)]
pub struct Shown {
    /// As it is drawn: a sum that is being dragged is already in it.
    pub negotiation: Arc<Negotiation>,
    /// Over whom.
    pub player: Arc<Player>,
    /// What it comes to.
    pub reckoning: Reckoning,
}

impl Shown {
    /// The currency of every figure.
    pub fn currency(&self) -> Currency {
        self.reckoning.currency
    }

    /// Everything that the engine found; `None` while it cannot read the terms or beliefs.
    pub fn evaluation(&self) -> Option<&Evaluation> {
        self.reckoning.evaluation.as_ref()
    }

    /// The package as which the fee is taken to be paid; `None` without packages.
    pub fn paid_as(&self) -> Option<&Package> {
        let place = self.reckoning.scenario.as_ref()?.paid_as;
        self.negotiation.packages.get(place)
    }

    /// A package with what it comes to.
    pub fn package(&self, id: PackageId) -> Option<(&Package, Option<&PackageFigures>)> {
        let packages = &self.negotiation.packages;
        let idx = packages.iter().position(|package| package.id == id)?;
        Some((packages.get(idx)?, self.figures(idx)))
    }

    /// A figure; `None` while something is missing for it.
    pub fn value(&self, figure: Figure) -> Option<f64> {
        let scenario = self.reckoning.scenario.as_ref()?;
        figure.value(scenario, self.evaluation()?)
    }

    /// How a figure was reached.
    pub fn explanation(&self, figure: Figure) -> Option<Explanation> {
        let scenario = self.reckoning.scenario.as_ref()?;
        Some(scenario.explain(self.evaluation()?, figure))
    }

    /// What a figure rests on.
    pub fn tag(&self, figure: Figure) -> Option<Tag> {
        self.evaluation()?;
        Some(self.reckoning.scenario.as_ref()?.tag(figure))
    }

    /// What the package in this place comes to.
    pub fn figures(&self, idx: usize) -> Option<&PackageFigures> {
        self.evaluation()?.packages.get(idx)
    }
}

/// The reckonings of the negotiations that are looked at.
#[derive(Debug, Default)]
pub struct Reckonings {
    /// A package while one of its sums is dragged: shown and reckoned with, not yet an edit.
    pub dragged: Option<(NegotiationId, Package)>,
    /// The package that is worked on: the limits of the negotiation on the screen are for a fee that
    /// is paid as in it.
    pub chosen: Option<PackageId>,
    memo: BTreeMap<MemoPlace, (MemoKey, Arc<Shown>)>,
    /// The same at the decision date, while another is looked at.
    at_decision: Option<(MemoKey, MemoPlace, Arc<Shown>)>,
}

/// A negotiation, and the place of the package as which the fee is paid.
type MemoPlace = (NegotiationId, usize);

/// What a reckoning rests on.
#[derive(Clone, Debug, PartialEq)]
struct MemoKey {
    document: DocumentKey,
    serial: u64,
    on: NaiveDate,
    currency: Currency,
    dragged: Option<Package>,
}

impl Reckonings {
    /// The negotiation that was chosen; else the one over the lead target, or the first.
    pub fn current(
        &mut self,
        ctx: &ViewCtx<'_>,
        chosen: Option<NegotiationId>,
    ) -> Option<Arc<Shown>> {
        let id = current_id(ctx, chosen)?;
        self.paid_as(ctx, (id, self.place(ctx, id)))
    }

    /// A negotiation with what it comes to, for a fee that is paid as in its first package.
    pub fn shown(&mut self, ctx: &ViewCtx<'_>, id: NegotiationId) -> Option<Arc<Shown>> {
        self.paid_as(ctx, (id, 0))
    }

    /// The place of the chosen package.
    fn place(&self, ctx: &ViewCtx<'_>, id: NegotiationId) -> usize {
        let negotiation = ctx.dossier.negotiations.get(&id);
        let packages = negotiation.map(|found| found.packages.iter());
        let wanted = |package: &Package| Some(package.id) == self.chosen;
        packages
            .and_then(|mut packages| packages.position(wanted))
            .unwrap_or(0)
    }

    fn paid_as(&mut self, ctx: &ViewCtx<'_>, (id, place): MemoPlace) -> Option<Arc<Shown>> {
        let dragged = match &self.dragged {
            Some((of, package)) if *of == id => Some(package.clone()),
            _ => None,
        };
        let key = MemoKey {
            document: ctx.document.key,
            serial: ctx.document.history.serial(),
            on: ctx.on,
            currency: ctx.dossier.head.currency,
            dragged,
        };
        if let Some((known, shown)) = self.memo.get(&(id, place))
            && *known == key
        {
            return Some(Arc::clone(shown));
        }
        let shown = Arc::new(work_out(
            ctx.dossier,
            (id, place),
            key.on,
            key.dragged.as_ref(),
        )?);
        self.memo.insert((id, place), (key, Arc::clone(&shown)));
        Some(shown)
    }

    /// What a negotiation comes to at the decision date, while another date is looked at.
    pub fn at_decision(&mut self, ctx: &ViewCtx<'_>, id: NegotiationId) -> Option<Arc<Shown>> {
        let on = ctx.dossier.head.decision_date;
        if on == ctx.on {
            return None;
        }
        let place = (id, self.place(ctx, id));
        let key = MemoKey {
            document: ctx.document.key,
            serial: ctx.document.history.serial(),
            on,
            currency: ctx.dossier.head.currency,
            dragged: None,
        };
        if let Some((known, of, shown)) = &self.at_decision
            && (known, *of) == (&key, place)
        {
            return Some(Arc::clone(shown));
        }
        let shown = Arc::new(work_out(ctx.dossier, place, on, None)?);
        self.at_decision = Some((key, place, Arc::clone(&shown)));
        Some(shown)
    }
}

fn current_id(ctx: &ViewCtx<'_>, chosen: Option<NegotiationId>) -> Option<NegotiationId> {
    let is_there = |id: &NegotiationId| {
        let found = ctx.dossier.negotiations.get(id);
        found.is_some_and(|found| ctx.dossier.player(found.player).is_some())
    };
    let lead = || Some(ctx.lead_negotiation()?.id);
    let first = || {
        ctx.dossier
            .negotiations
            .keys()
            .copied()
            .find(|id| is_there(id))
    };
    chosen.filter(is_there).or_else(lead).or_else(first)
}

fn work_out(
    dossier: &Dossier,
    (id, place): MemoPlace,
    on: NaiveDate,
    dragged: Option<&Package>,
) -> Option<Shown> {
    let mut negotiation = Arc::clone(dossier.negotiations.get(&id)?);
    if let Some(dragged) = dragged {
        let packages = Arc::make_mut(&mut Arc::make_mut(&mut negotiation).packages);
        let same = packages.iter_mut().find(|package| package.id == dragged.id);
        if let Some(package) = same {
            *package = dragged.clone();
        }
    }
    let player = Arc::clone(dossier.player(negotiation.player)?);
    let reckoning = Reckoning::paid_as(&negotiation, dossier, on, place);
    Some(Shown {
        negotiation,
        player,
        reckoning,
    })
}
