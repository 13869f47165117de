//! The field that an edit of a negotiation touches, and what the undo menu says of it.

use std::sync::Arc;

use super::{NegotiationEdit, PackageEdit};
use crate::domain::dossier::Dossier;
use crate::domain::edit::describe::verb;
use crate::domain::field::{FieldRef, TermField};
use crate::domain::id::{NegotiationId, PackageId};
use crate::domain::negotiation::Negotiation;
use crate::domain::package::Package;

impl NegotiationEdit {
    /// The one field that it touches.
    pub(in crate::domain::edit) fn field(&self, id: NegotiationId) -> FieldRef {
        match self {
            Self::Start(_)
            | Self::SetSeller(_)
            | Self::SetBuyer(_)
            | Self::SetClosed(_)
            | Self::SetNote(_) => FieldRef::Negotiation(id),
            Self::AddPackage(package) => FieldRef::Package(id, package.id),
            Self::RemovePackage(package)
            | Self::MovePackage { id: package, .. }
            | Self::Package(package, PackageEdit::Rename(_) | PackageEdit::SetBasis(_)) => {
                FieldRef::Package(id, *package)
            }
            Self::Package(package, edit) => edit.field(id, *package),
            Self::EnterBelief { key, .. } | Self::SetBelief(key, _) | Self::SetRange(key, _) => {
                FieldRef::Belief(id, key.clone())
            }
            Self::Record(round) => FieldRef::Round(id, round.id),
        }
    }

    /// What the undo menu says.
    pub(in crate::domain::edit) fn label(
        &self,
        id: NegotiationId,
        before: &Dossier,
        after: &Dossier,
    ) -> String {
        let negotiation = |dossier: &Dossier| dossier.negotiations.get(&id).cloned();
        let (old, new) = (negotiation(before), negotiation(after));
        let name = |id: &PackageId| {
            let named =
                |side: &Option<Arc<Negotiation>>| Some(side.as_ref()?.package(*id)?.name.clone());
            named(&new).or_else(|| named(&old)).unwrap_or_default()
        };
        let over = || {
            let player = new.as_ref().and_then(|new| after.player(new.player));
            player.map_or(String::new(), |player| player.short_name().to_owned())
        };
        match self {
            Self::Start(_) => format!("start negotiation over {}", over()),
            Self::SetSeller(_) => format!("change seller of {}", over()),
            Self::SetBuyer(_) => format!("change buyer of {}", over()),
            Self::SetClosed(true) => format!("close negotiation over {}", over()),
            Self::SetClosed(false) => format!("take up negotiation over {}", over()),
            Self::SetNote(_) => format!("change note on negotiation over {}", over()),
            Self::AddPackage(package) => format!("add package {}", package.name),
            Self::RemovePackage(package) => format!("remove package {}", name(package)),
            Self::MovePackage { id, .. } => format!("move package {}", name(id)),
            Self::Package(package, edit) => {
                let find =
                    |side: &Option<Arc<Negotiation>>| side.as_ref()?.package(*package).cloned();
                edit.label(&name(package), find(&old).as_ref(), find(&new).as_ref())
            }
            Self::EnterBelief { key, .. } | Self::SetBelief(key, _) => {
                let field = FieldRef::Belief(id, key.clone());
                let verb = verb(&before.text_at(&field), &after.text_at(&field));
                let belief = field.label().to_lowercase();
                format!("{verb} belief {belief} of {}", over())
            }
            Self::SetRange(key, range) => {
                let had = old.as_ref().is_some_and(|old| old.ranges.contains_key(key));
                let verb = match (had, range) {
                    (_, None) => "remove",
                    (false, Some(_)) => "add",
                    (true, Some(_)) => "change",
                };
                let belief = FieldRef::Belief(id, key.clone()).label().to_lowercase();
                format!("{verb} range of belief {belief} of {}", over())
            }
            Self::Record(round) => {
                let verb = match round.corrects {
                    Some(_) => "correct",
                    None => "record",
                };
                let what = round.kind.label().to_lowercase();
                format!("{verb} {what} for {}", over())
            }
        }
    }
}

impl PackageEdit {
    fn field(&self, negotiation: NegotiationId, package: PackageId) -> FieldRef {
        match (self, self.term()) {
            (Self::PutAddOn(add_on), _) => FieldRef::AddOn(negotiation, package, add_on.id),
            (Self::RemoveAddOn(id), _) => FieldRef::AddOn(negotiation, package, *id),
            (_, Some(term)) => FieldRef::Term(negotiation, package, term),
            (_, None) => FieldRef::Package(negotiation, package),
        }
    }

    /// The term that it changes; `None` if it changes the package as a whole.
    fn term(&self) -> Option<TermField> {
        Some(match self {
            Self::Rename(_) | Self::SetBasis(_) => return None,
            Self::PutAddOn(_) | Self::RemoveAddOn(_) => TermField::AddOns,
            Self::SetFixedFee(_) | Self::Terms { .. } => TermField::FixedFee,
            Self::SetInstalments(_) => TermField::Instalments,
            Self::SetSellOn(_) => TermField::SellOn,
            Self::SetBuyBack(_) => TermField::BuyBack,
            Self::SetSwap(_) => TermField::Swap,
            Self::SetLoan(_) => TermField::Loan,
            Self::SetWage(_) => TermField::Wage,
            Self::SetSigningBonus(_) => TermField::SigningBonus,
            Self::SetAgentFee(_) => TermField::AgentFee,
            Self::SetContractUntil(_) => TermField::ContractUntil,
            Self::SetOptionYear(_) => TermField::OptionYear,
            Self::SetAnswerBy(_) => TermField::AnswerBy,
            Self::SetSolidarityOnTop(_) => TermField::Solidarity,
            Self::Lock(term, _) => *term,
        })
    }

    fn label(&self, name: &str, old: Option<&Package>, new: Option<&Package>) -> String {
        let what = self
            .term()
            .map_or_else(String::new, |term| term.label().to_lowercase());
        match self {
            Self::Rename(_) => format!("rename package {name}"),
            Self::SetBasis(_) => format!("change source of package {name}"),
            Self::Lock(_, true) => format!("lock {what} of package {name}"),
            Self::Lock(_, false) => format!("unlock {what} of package {name}"),
            Self::Terms { verb, .. } => format!("{verb} of package {name}"),
            Self::RemoveAddOn(_) => format!("remove add-on of package {name}"),
            Self::PutAddOn(add_on) => {
                let there =
                    |package: &Package| package.add_ons.iter().any(|row| row.id == add_on.id);
                let verb = if old.is_some_and(there) {
                    "change"
                } else {
                    "add"
                };
                format!("{verb} add-on of package {name}")
            }
            _ => {
                let text = |package: Option<&Package>| {
                    let text = package
                        .zip(self.term())
                        .map(|(package, term)| package.term_text(term));
                    text.unwrap_or_default()
                };
                format!("{} {what} of package {name}", verb(&text(old), &text(new)))
            }
        }
    }
}
