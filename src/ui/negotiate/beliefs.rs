//! What we believe: every figure that no paper prints, asked for in words. An empty field stays
//! empty; the heading of its group says what cannot be reckoned without it.

mod row;

use eframe::egui;
use egui::{CornerRadius, Role, Sense, WidgetInfo, pos2, vec2};

use self::row::{belief_ui, field_id, range_right};
use super::{Page, Shown};
use crate::domain::belief::{BELIEFS, BeliefSpec, Part};
use crate::domain::deal::tornado::takes_range;
use crate::domain::field::FieldRef;
use crate::ui::icons::Icon;
use crate::ui::tokens::{Tokens, Type, size, space};
use crate::ui::widgets::paint;
use crate::ui::widgets::rows::{row_ground, section_heading};

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

    /// True if a belief of it was entered whose range moves a limit.
    fn has_range(&self, shown: &Shown) -> bool {
        self.specs()
            .any(|spec| takes_range(spec) && shown.negotiation.beliefs.contains_key(spec.key))
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
pub fn beliefs_ui(ui: &mut egui::Ui, page: &mut Page<'_>) {
    section_heading(
        ui,
        "What we believe",
        "confidential; nothing is filled in for you",
    );
    ui.spacing_mut().item_spacing.y = 0.0;
    let first = if page.state.from_their_chair {
        [&THEIRS, &OURS]
    } else {
        [&OURS, &THEIRS]
    };
    let groups: Vec<&Group> = first.into_iter().chain(OTHERS).collect();
    let mut entered = None;
    let mut open: Vec<&BeliefSpec> = Vec::new();
    for group in groups {
        if group_ui(ui, page, group) {
            open.extend(group.specs());
            for spec in group.specs() {
                if belief_ui(ui, page, spec) {
                    entered = Some(spec.key);
                }
            }
        }
    }
    // Enter goes on to the next question, so that the form is filled without the mouse.
    if let Some(key) = entered {
        let behind = open.iter().skip_while(|spec| spec.key != key).nth(1);
        if let Some(next) = behind {
            let id = field_id(page.shown, next);
            ui.memory_mut(|memory| memory.request_focus(id));
        }
    }
}

/// The heading of a group, which folds it; true if it is open.
fn group_ui(ui: &mut egui::Ui, page: &mut Page<'_>, group: &Group) -> bool {
    let t = Tokens::of(ui);
    let id = ui.make_persistent_id(("beliefs", group.name));
    let mut is_open = ui.data(|data| data.get_temp(id)).unwrap_or(
        group.is_open
            || page
                .shown
                .negotiation
                .beliefs
                .keys()
                .any(|key| group.holds(key)),
    );
    if let Some(FieldRef::Belief(_, key)) = &page.view.reveal {
        is_open |= group.holds(key);
    }
    let note = group.note(page.shown);
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
    if is_open && group.has_range(page.shown) {
        let caption = paint::line(ui, "low–high", Type::Note, t.text3, rect.width());
        let at = range_right(rect);
        let is_free = at + space::S < rect.right() - space::XS - words.size().x
            && left + name.size().x + space::S < at - caption.size().x;
        if is_free {
            paint::put_right(ui.painter(), at, rect, &caption);
        }
    }
    let _ = response.on_hover_text(note);
    is_open
}
