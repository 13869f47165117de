//! The seasons of the chart, their spells cut to them, and what nobody knows of them.

use chrono::{Days, NaiveDate};

use crate::domain::date::Season;
use crate::domain::injury::{Spell, three_seasons};

use super::super::axis::TimeAxis;
use super::super::scene::{Align, Face, Measure, Rect, Scene, Tint, at};
use super::Injuries;

/// A career has fewer seasons; more come from a typing error.
const MOST_SEASONS: usize = 25;
/// More bars than this in a lane hide one another.
const MOST_PIECES: usize = 200;
/// Spells at one time that get a line of their own.
const MOST_LINES: usize = 6;
/// A new season gets its lane after this many days, or with its first spell.
const NEW_SEASON: i64 = 90;

/// Where the columns stand.
pub(super) struct Layout {
    /// The left end of the months.
    pub left: f32,
    /// The right end of the months.
    pub right: f32,
    /// The right edge of "available".
    pub available: f32,
    /// The right edge of "days lost".
    pub lost: f32,
    pub available_words: &'static str,
    pub lost_words: &'static str,
    /// The height of a lane with one line of bars.
    pub row: f32,
    /// The height of a bar.
    pub bar: f32,
}

impl Layout {
    pub fn new(measure: &dyn Measure, width: f32, row: f32) -> Self {
        let row = row.clamp(20.0, 48.0);
        let (available_words, lost_words) = if width < 380.0 {
            ("%", "days")
        } else {
            ("available, %", "days lost")
        };
        let figure = |words: &str, least: &str| {
            let words = measure.width(words, Face::Note);
            words.max(measure.width(least, Face::NoteStrong))
        };
        let lost_width = figure(lost_words, "≥ 365");
        let available = width - lost_width - 12.0;
        let right = available - figure(available_words, "100.0") - 10.0;
        Self {
            left: (measure.width("24/25", Face::Note) + 10.0).max(40.0),
            right,
            available,
            lost: width,
            available_words,
            lost_words,
            row,
            bar: row - 13.0,
        }
    }

    pub fn width(&self) -> f32 {
        self.right - self.left
    }

    /// The distance from one line of bars to the next in a lane.
    pub fn pitch(&self) -> f32 {
        self.bar + 3.0
    }

    pub fn axis(&self, season: Season) -> TimeAxis {
        TimeAxis {
            from: season.start(),
            to: season.offset(1).start(),
            left: self.left,
            right: self.right,
        }
    }

    /// Where days stand in a lane, both ends included, at least 2 px.
    pub fn span(
        &self,
        season: Season,
        from: NaiveDate,
        to: NaiveDate,
        top: f32,
        height: f32,
    ) -> Rect {
        let axis = self.axis(season);
        let after = to.succ_opt().unwrap_or(to);
        Rect::span(axis.x_of(from), axis.x_of(after), top, height)
            .at_least_wide(2.0, self.left, self.right)
    }
}

/// The part of a spell that lies in one season.
pub(super) struct Piece<'a> {
    pub spell: &'a Spell,
    /// Where it is drawn.
    pub rect: Rect,
    /// The part still ahead, for a spell that is expected to end after the decision date.
    pub expected: Option<Rect>,
    /// True in the season in which the spell begins.
    pub begins: bool,
    /// True in the season in which most of it lies: there stands its number.
    pub numbered: bool,
    /// True where the spell runs on at the decision date and nobody knows how long.
    pub open: bool,
    /// The line of bars, 0 is the upper one.
    pub line: usize,
}

/// One season.
pub(super) struct Lane<'a> {
    pub season: Season,
    pub rect: Rect,
    /// The middle of the upper line of bars.
    pub middle: f32,
    /// In the order of their lines, then of time.
    pub pieces: Vec<Piece<'a>>,
    /// Spans that the records do not cover.
    pub unknown: Vec<Rect>,
    /// The span after the decision date.
    pub ahead: Option<Rect>,
}

impl Lane<'_> {
    /// The last day of the season that has come at the decision date.
    pub fn last_day(&self, on: NaiveDate) -> NaiveDate {
        self.season.end().min(on)
    }
}

/// Spells that no lane shows.
#[derive(Clone, Copy, Default)]
pub(super) struct LeftOut {
    /// They start after the decision date.
    pub later: usize,
    /// They lie in seasons too long ago, or too many lie in one season.
    pub no_room: usize,
}

/// Lays the seasons out below `top`.
pub(super) fn lanes<'a>(
    layout: &Layout,
    top: f32,
    injuries: Injuries<'a>,
) -> (Vec<Lane<'a>>, LeftOut) {
    let on = injuries.on;
    let mut known: Vec<&Spell> = injuries
        .spells
        .iter()
        .filter(|spell| spell.from <= on)
        .collect();
    known.sort_by_key(|spell| (spell.from, spell.last_day_known(on)));
    let mut left_out = LeftOut {
        later: injuries.spells.len() - known.len(),
        no_room: 0,
    };
    let (newest, oldest) = seasons(injuries, &known);
    let mut lanes = Vec::new();
    let mut y = top;
    let mut season = newest;
    while season >= oldest && lanes.len() < MOST_SEASONS {
        let lane = lane(layout, season, y, injuries, &known, &mut left_out);
        y = lane.rect.bottom();
        lanes.push(lane);
        season = season.offset(-1);
    }
    let shown = lanes.last().map_or(newest, |lane| lane.season).start();
    left_out.no_room += known
        .iter()
        .filter(|spell| last_day(spell, on) < shown)
        .count();
    (lanes, left_out)
}

fn seasons(injuries: Injuries<'_>, known: &[&Spell]) -> (Season, Season) {
    let on = injuries.on;
    let now = Season::of(on);
    let begun = (on - now.start()).num_days() >= NEW_SEASON;
    let touched = known.iter().any(|spell| last_day(spell, on) >= now.start());
    let newest = if begun || touched {
        now
    } else {
        now.offset(-1)
    };
    let (three, _) = three_seasons(on);
    let covered = injuries.coverage.and_then(|coverage| coverage.from);
    let oldest = [
        covered.map(|from| Season::of(from.latest())),
        known.first().map(|spell| Season::of(spell.from)),
    ]
    .into_iter()
    .flatten()
    .fold(three, Season::min);
    (newest, oldest)
}

/// The last day on which a spell is drawn; one that ends before it starts is drawn where it starts.
fn last_day(spell: &Spell, on: NaiveDate) -> NaiveDate {
    spell.last_day_known(on).max(spell.from)
}

fn lane<'a>(
    layout: &Layout,
    season: Season,
    top: f32,
    injuries: Injuries<'_>,
    known: &[&'a Spell],
    left_out: &mut LeftOut,
) -> Lane<'a> {
    let on = injuries.on;
    let (start, end) = (season.start(), season.end());
    let bar_top = top + layout.row - layout.bar - 5.0;
    let inside = |spell: &&&'a Spell| spell.from <= end && last_day(spell, on) >= start;
    let all = known.iter().filter(inside).count();
    left_out.no_room += all.saturating_sub(MOST_PIECES);
    let mut pieces: Vec<Piece<'a>> = known
        .iter()
        .filter(inside)
        .take(MOST_PIECES)
        .map(|spell| piece(layout, season, bar_top, spell, on))
        .collect();
    let lines = stack(&mut pieces, layout.pitch());
    let height = layout.row + layout.pitch() * lines.saturating_sub(1) as f32;
    let bars = height - (bar_top - top) - 5.0;
    let ahead = (on < end).then(|| {
        let next = on.succ_opt().unwrap_or(on).max(start);
        layout.span(season, next, end, bar_top, bars)
    });
    Lane {
        season,
        rect: Rect::new(0.0, top, layout.lost, height),
        middle: bar_top + layout.bar / 2.0,
        pieces,
        unknown: unknown(layout, season, injuries, bar_top, bars),
        ahead,
    }
}

fn piece<'a>(
    layout: &Layout,
    season: Season,
    top: f32,
    spell: &'a Spell,
    on: NaiveDate,
) -> Piece<'a> {
    let (start, end) = (season.start(), season.end());
    let last = last_day(spell, on);
    let (from, to) = (spell.from.max(start), last.min(end));
    let expected = spell
        .to
        .filter(|to| *to > on && on < end && on >= start)
        .map(|to| {
            let next = on.succ_opt().unwrap_or(on);
            layout.span(season, next, to.min(end), top, layout.bar)
        });
    let days =
        |season: Season| (last.min(season.end()) - spell.from.max(season.start())).num_days();
    let mine = days(season);
    Piece {
        spell,
        rect: layout.span(season, from, to, top, layout.bar),
        expected,
        begins: spell.from >= start,
        numbered: mine >= days(season.offset(1)) && mine > days(season.offset(-1)),
        open: spell.to.is_none() && last <= end,
        line: 0,
    }
}

/// Gives spells at one time a line each; returns the number of lines.
fn stack(pieces: &mut [Piece<'_>], pitch: f32) -> usize {
    let mut ends: Vec<f32> = Vec::new();
    let mut crowded = false;
    for piece in pieces.iter_mut() {
        let free = ends.iter().position(|end| *end + 1.0 <= piece.rect.left);
        let line = match free {
            Some(line) => line,
            None if ends.len() < MOST_LINES => {
                ends.push(0.0);
                ends.len() - 1
            }
            None => {
                crowded = true;
                MOST_LINES - 1
            }
        };
        let right = piece.expected.map_or(piece.rect.right(), Rect::right);
        if let Some(end) = ends.get_mut(line) {
            *end = end.max(right);
        }
        let down = pitch * line as f32;
        piece.line = line;
        piece.rect.top += down;
        if let Some(expected) = &mut piece.expected {
            expected.top += down;
        }
    }
    // Bars lie on one another there, so numbers would too.
    for piece in pieces
        .iter_mut()
        .filter(|piece| piece.line == MOST_LINES - 1)
    {
        piece.numbered &= !crowded;
    }
    pieces.sort_by_key(|piece| piece.line);
    ends.len().max(1)
}

fn unknown(
    layout: &Layout,
    season: Season,
    injuries: Injuries<'_>,
    top: f32,
    height: f32,
) -> Vec<Rect> {
    let (start, end) = (season.start(), season.end().min(injuries.on));
    let Some(coverage) = injuries.coverage else {
        return vec![layout.span(season, start, end, top, height)];
    };
    let mut spans = Vec::new();
    let first = coverage.from.map_or(start, |from| from.latest());
    let last = coverage.until.map_or(end, |until| until.earliest());
    if last < start || first > end || last < first {
        return vec![layout.span(season, start, end, top, height)];
    }
    if let Some(before) = first
        .checked_sub_days(Days::new(1))
        .filter(|before| *before >= start)
    {
        spans.push(layout.span(season, start, before, top, height));
    }
    if let Some(after) = last
        .checked_add_days(Days::new(1))
        .filter(|after| *after <= end)
    {
        spans.push(layout.span(season, after, end, top, height));
    }
    spans
}

/// What lies under the bars: unknown spans, days that have not come.
pub(super) fn ground(scene: &mut Scene, layout: &Layout, lane: &Lane<'_>) {
    for rect in &lane.unknown {
        scene.hatch(*rect, Tint::Line2);
    }
    if let Some(ahead) = lane.ahead {
        scene.bar(ahead, 0.0, Tint::GapBg);
        let x = ahead.left.clamp(layout.left, layout.right);
        scene.upright(x, ahead.top - 3.0, ahead.bottom() + 3.0, Tint::Accent, 1.0);
    }
}

/// The words "not known" in the widest unknown span, where no bar stands in their way.
pub(super) fn unknown_words(
    scene: &mut Scene,
    measure: &dyn Measure,
    layout: &Layout,
    lane: &Lane<'_>,
) {
    const WORDS: &str = "not known";
    let widest = lane
        .unknown
        .iter()
        .max_by(|a, b| a.width.total_cmp(&b.width));
    let Some(span) = widest else { return };
    let width = measure.width(WORDS, Face::Note) + 8.0;
    let plate = Rect::new(
        span.centre().x - width / 2.0,
        lane.middle - layout.bar / 2.0,
        width,
        layout.bar,
    );
    let room = Rect::span(
        plate.left - 20.0,
        plate.right() + 20.0,
        plate.top,
        plate.height,
    );
    if width > span.width || lane.pieces.iter().any(|piece| piece.rect.overlaps(room)) {
        return;
    }
    scene.bar(plate, 0.0, Tint::Panel);
    scene.text(
        at(plate.centre().x, lane.middle),
        Align::Centre,
        Face::Note,
        Tint::Text3,
        WORDS,
    );
}
