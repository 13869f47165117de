//! What we believe: every figure that no paper prints, asked for in words. An empty field stays
//! empty; the heading of its group says what cannot be reckoned without it.

use eframe::egui;
use egui::{Color32, CornerRadius, Id, Rect, Role, Sense, UiBuilder, WidgetInfo, pos2, vec2};

use super::Shown;
use crate::chart::figures::figure;
use crate::domain::deal::beliefs::{BELIEFS, BeliefKind, BeliefSpec, Part};
use crate::domain::edit::{Edit, NegotiationEdit};
use crate::domain::field::FieldRef;
use crate::domain::money::Currency;
use crate::domain::negotiation::BeliefValue;
use crate::domain::typed;
use crate::editor::command::Commands;
use crate::ui::ViewCtx;
use crate::ui::icons::Icon;
use crate::ui::state::ViewState;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::basis_mark::MarkKind;
use crate::ui::widgets::draft_field::{DraftField, ErrorPlace, error_line};
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::{row_ground, section_heading};

/// The place of a value, its unit and its mark.
const FIELD: f32 = 92.0;

/// What takes from the fee that the seller gets; seldom asked for.
const KEPT: &[&str] = &[
    "total_solidarity_pct",
    "own_training_pct",
    "sell_on_pct",
    "sell_on_base",
    "selling_agent_pct",
    "lam",
    "nbv_S",
];

/// Beliefs that are asked for together.
struct Group {
    name: &'static str,
    parts: &'static [Part],
    /// True for the group of the keys in [`KEPT`], false for the rest of the parts.
    is_kept: bool,
    /// What the screen does without while one of them is missing.
    without: &'static str,
    /// True if it is open until a person closes it.
    is_open: bool,
}

const OURS: Group = Group {
    name: "Ours: buy now or wait",
    parts: &[Part::Buyer, Part::Both],
    is_kept: false,
    without: "no ceiling, no curve, no zone",
    is_open: true,
};
const THEIRS: Group = Group {
    name: "Theirs: sell now or keep",
    parts: &[Part::Seller],
    is_kept: false,
    without: "no floor of theirs, no zone",
    is_open: true,
};
const OTHERS: &[Group] = &[
    Group {
        name: "What they keep of a fee",
        parts: &[Part::Seller],
        is_kept: true,
        without: "5 % solidarity counts",
        is_open: false,
    },
    Group {
        name: "The bargain",
        parts: &[Part::Bargain],
        is_kept: false,
        without: "no chance of a zone, no best final offer",
        is_open: true,
    },
    Group {
        name: "Other ways",
        parts: &[Part::Alternatives],
        is_kept: false,
        without: "these paths stay empty",
        is_open: false,
    },
    Group {
        name: "A later sale",
        parts: &[Part::Resale],
        is_kept: false,
        without: "sell-on and buy-back count as nothing",
        is_open: false,
    },
    Group {
        name: "The swap",
        parts: &[Part::Clauses],
        is_kept: false,
        without: "a swap counts as agreed",
        is_open: false,
    },
    Group {
        name: "How much he will play",
        parts: &[Part::Playing],
        is_kept: false,
        without: "no cost per expected 90",
        is_open: false,
    },
    Group {
        name: "Our books",
        parts: &[Part::Books],
        is_kept: false,
        without: "no headroom before and after",
        is_open: false,
    },
];

impl Group {
    fn specs(&self) -> impl Iterator<Item = &'static BeliefSpec> {
        let (parts, is_kept) = (self.parts, self.is_kept);
        BELIEFS
            .iter()
            .filter(move |spec| parts.contains(&spec.part) && KEPT.contains(&spec.key) == is_kept)
    }

    fn holds(&self, key: &str) -> bool {
        self.specs().any(|spec| spec.key == key)
    }

    /// “6 of 9 asked” with what is lacking until then, or that all is there.
    fn note(&self, shown: &Shown) -> String {
        let is_entered = |spec: &&BeliefSpec| shown.negotiation.beliefs.contains_key(spec.key);
        let all = self.specs().count();
        let entered = self.specs().filter(is_entered).count();
        let lacks = self
            .specs()
            .any(|spec| spec.default.is_none() && !is_entered(&spec));
        let unused = entered == 0 && self.specs().all(|spec| spec.default.is_some());
        if lacks || unused {
            format!("{entered} of {all}; {}", self.without)
        } else {
            format!("{entered} of {all}")
        }
    }
}

/// The form.
pub fn beliefs_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    view: &mut ViewState,
    out: &mut Commands,
) {
    section_heading(
        ui,
        "What we believe",
        "confidential; nothing is filled in for you",
    );
    ui.spacing_mut().item_spacing.y = 0.0;
    let first = if view.negotiate.from_their_chair {
        [&THEIRS, &OURS]
    } else {
        [&OURS, &THEIRS]
    };
    let groups: Vec<&Group> = first.into_iter().chain(OTHERS).collect();
    let mut entered = None;
    let mut open: Vec<&BeliefSpec> = Vec::new();
    for group in groups {
        if group_ui(ui, shown, group, view) {
            open.extend(group.specs());
            for spec in group.specs() {
                if belief_ui(ui, ctx, shown, spec, view, out) {
                    entered = Some(spec.key);
                }
            }
        }
    }
    // Enter goes on to the next question, so that the form is filled without the mouse.
    if let Some(key) = entered {
        let behind = open.iter().skip_while(|spec| spec.key != key).nth(1);
        if let Some(next) = behind {
            let id = field_id(shown, next);
            ui.memory_mut(|memory| memory.request_focus(id));
        }
    }
}

/// The heading of a group, which folds it; true if it is open.
fn group_ui(ui: &mut egui::Ui, shown: &Shown, group: &Group, view: &ViewState) -> bool {
    let t = Tokens::of(ui);
    let id = ui.make_persistent_id(("beliefs", group.name));
    let mut is_open = ui
        .data(|data| data.get_temp(id))
        .unwrap_or(group.is_open || shown.negotiation.beliefs.keys().any(|key| group.holds(key)));
    if let Some(FieldRef::Belief(_, key)) = &view.reveal {
        is_open |= group.holds(key);
    }
    let note = group.note(shown);
    let wanted = vec2(ui.available_width(), size::ROW);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    response.widget_info(|| {
        let folded = if is_open { "" } else { ", folded" };
        let name = format!("{}, {note}{folded}", group.name);
        WidgetInfo::selected(Role::Button, true, is_open, name)
    });
    if response.clicked() {
        is_open = !is_open;
    }
    ui.data_mut(|data| data.insert_temp(id, is_open));
    ui.painter().rect_filled(rect, CornerRadius::ZERO, t.raised);
    row_ground(ui, rect, &response, false);
    let sign = if is_open {
        Icon::ChevronDown
    } else {
        Icon::ChevronRight
    };
    sign.paint_at(
        ui.painter(),
        pos2(rect.left() + 8.0, rect.center().y),
        12.0,
        t.text3,
    );
    let left = rect.left() + 18.0;
    let name = paint::line(ui, group.name, Type::NoteStrong, t.text2, rect.width());
    paint::put_left(ui.painter(), left, rect, &name);
    let room = rect.right() - left - name.size().x - 2.0 * space::S;
    let words = paint::line(ui, &note, Type::Note, t.text3, room);
    paint::put_right(ui.painter(), rect.right() - space::XS, rect, &words);
    let _ = response.on_hover_text(note);
    is_open
}

fn field_id(shown: &Shown, spec: &BeliefSpec) -> Id {
    Id::unique(("belief", shown.negotiation.id, spec.key))
}

/// One belief: its name and value, or its question while there is none. True if Enter took a
/// value.
fn belief_ui(
    ui: &mut egui::Ui,
    ctx: &ViewCtx<'_>,
    shown: &Shown,
    spec: &'static BeliefSpec,
    view: &mut ViewState,
    out: &mut Commands,
) -> bool {
    let t = Tokens::of(ui);
    let sourced = shown.negotiation.beliefs.get(spec.key);
    let value = sourced.and_then(|sourced| sourced.value());
    let currency = ctx.dossier.head.currency;
    let text = value.map_or_else(String::new, |value| belief_text(value, currency));
    let is_foreign = matches!(value, Some(BeliefValue::Money(sum)) if sum.currency != currency);
    let unit = match spec.kind {
        _ if is_foreign => String::new(),
        BeliefKind::Money => format!("{currency} m"),
        BeliefKind::Percent => "%".to_owned(),
    };
    let width = ui.available_width();
    let unit = paint::line(ui, &unit, Type::Note, t.text3, FIELD);
    let room = width - FIELD - unit.size().x - 2.0 * space::S;
    let words = if value.is_some() {
        paint::line(ui, spec.label, Type::Body, t.text2, room)
    } else {
        paint::block(ui, spec.question, Type::Body, t.text, room)
    };
    let usual = value.is_none().then(|| {
        let usual = usual_text(spec);
        paint::block(ui, &usual, Type::Note, t.text3, room)
    });
    let lines = words.size().y + usual.as_ref().map_or(0.0, |usual| usual.size().y);
    let height = (lines + space::S).max(size::ROW);
    let (rect, row) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
    let top = rect.top() + (size::ROW - words.size().y.min(16.0)) / 2.0;
    let below = top + words.size().y;
    ui.painter()
        .galley(pos2(rect.left(), top), words, Color32::PLACEHOLDER);
    if let Some(usual) = usual {
        let at = pos2(rect.left(), below);
        ui.painter().galley(at, usual, Color32::PLACEHOLDER);
    }
    paint::rule_below(ui.painter(), rect, t.rule());
    let line = Rect::from_min_size(rect.min, vec2(width, size::ROW));
    let right = rect.right() - FIELD - space::XS;
    paint::put_right(ui.painter(), right, line, &unit);
    let hint = match spec.default {
        Some(default) => default_text(spec, default).replace(" %", ""),
        None => String::new(),
    };
    let mark = sourced.map(|sourced| ctx.mark_of_sourced(sourced));
    let field = DraftField::new(spec.label, &text)
        .id(field_id(shown, spec))
        .hint(&hint)
        .mark(mark.unwrap_or(MarkKind::Missing))
        .width(FIELD)
        .right()
        .error_place(ErrorPlace::Elsewhere);
    let field = if value.is_some() {
        field.plain()
    } else {
        field
    };
    let place = Rect::from_min_max(pos2(rect.right() - FIELD, rect.top()), rect.max);
    let builder = UiBuilder::new().id_salt(spec.key).max_rect(place);
    let mut child = ui.new_child(builder);
    let field = field.ui(&mut child, |text| {
        typed::belief(spec.kind, text, currency).map_err(|err| err.to_string())
    });
    if let Some(why) = &field.error {
        error_line(ui, why, width);
    }
    let at = FieldRef::Belief(shown.negotiation.id, spec.key.to_owned());
    view.follow(&at, &field.response);
    if value.is_some() {
        let basis = sourced.and_then(|sourced| Some(&sourced.used_reading()?.basis));
        let whose = basis.map_or_else(String::new, |basis| ctx.source_words(basis));
        let lines = [
            spec.question.to_owned(),
            usual_text(spec),
            whose,
            reach_text(shown, spec, view.negotiate.from_their_chair),
        ];
        let said = lines.into_iter().filter(|line| !line.is_empty());
        let _ = row.on_hover_text(said.collect::<Vec<_>>().join("\n"));
    }
    let entered = field.entered;
    if let Some(value) = field.committed {
        let edit = NegotiationEdit::EnterBelief {
            key: spec.key.to_owned(),
            value,
            reading: ctx.new_id(),
            by: ctx.editor.author().to_owned(),
        };
        out.edit(Edit::Negotiation(shown.negotiation.id, edit));
    }
    entered
}

/// What is usual, and what holds until somebody says otherwise.
fn usual_text(spec: &BeliefSpec) -> String {
    let usual = spec.typical_text();
    match spec.default {
        Some(default) => format!("{usual}. Until you say so: {}", default_text(spec, default)),
        None => usual,
    }
}

/// How far the limit of the side in the chair moves if this belief is wrong.
fn reach_text(shown: &Shown, spec: &BeliefSpec, theirs: bool) -> String {
    let Some(evaluation) = shown.evaluation() else {
        return String::new();
    };
    let (whose, bars) = if theirs {
        ("their floor", &evaluation.tornado_seller)
    } else {
        ("our ceiling", &evaluation.tornado_buyer)
    };
    let Some(bar) = bars.iter().find(|bar| bar.key == spec.key) else {
        return String::new();
    };
    let (factor, unit) = match spec.kind {
        BeliefKind::Money => (1.0, "m"),
        BeliefKind::Percent => (100.0, " %"),
    };
    format!(
        "From {}{unit} to {}{unit} {whose} goes from {} to {}",
        figure(factor * bar.low, 1),
        figure(factor * bar.high, 1),
        figure(bar.at_low, 2),
        figure(bar.at_high, 2)
    )
}

fn default_text(spec: &BeliefSpec, default: f64) -> String {
    match spec.kind {
        BeliefKind::Money => format!("{default}"),
        BeliefKind::Percent => format!("{} %", (default * 1e4).round() / 1e2),
    }
}

/// A belief as it is typed: millions without their unit in the dossier's currency, percent without
/// the sign.
fn belief_text(value: &BeliefValue, currency: Currency) -> String {
    match value {
        BeliefValue::Money(sum) if sum.currency == currency => {
            sum.millions().normalize().to_string().replace('-', "−")
        }
        BeliefValue::Money(sum) => sum.to_string(),
        BeliefValue::Percent(share) => share.to_string().trim_end_matches(" %").to_owned(),
        BeliefValue::Years(years) => years.to_string(),
    }
}
