//! The two palettes. The test holds every text to 4.5 and every mark to 3 (WCAG 2 contrast).

use eframe::egui::{Color32, Shadow};

use super::Tokens;

/// `0xRRGGBB` as a colour.
const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

/// A shadow straight below, this far, this blurred, in black of this opacity.
const fn shadow(down: i8, blur: u8, alpha: u8) -> Shadow {
    Shadow {
        offset: [0, down],
        blur,
        spread: 0,
        color: Color32::from_black_alpha(alpha),
    }
}

/// The light theme.
pub const LIGHT: Tokens = Tokens {
    bg: rgb(0xF2F3F5),
    panel: rgb(0xFFFFFF),
    raised: rgb(0xFAFBFC),
    hover: rgb(0xF2F3F6),
    sel: rgb(0xE9EAFB),
    line: rgb(0xE3E5E9),
    line2: rgb(0xC9CDD4),
    track: rgb(0xECEEF1),
    ctl: rgb(0x7E8691),
    text: rgb(0x16191D),
    text2: rgb(0x4D5560),
    text3: rgb(0x5F6772),
    accent: rgb(0x4A4BC4),
    on_accent: rgb(0xFFFFFF),
    us: rgb(0x1A66AB),
    them: rgb(0xA84F08),
    us_bg: rgb(0xDCE9F5),
    them_bg: rgb(0xF7E6D6),
    us_band: rgb(0xA3C4E4),
    them_band: rgb(0xE6B78C),
    gap_bg: rgb(0xF0F1F3),
    error: rgb(0xB42318),
    warn: rgb(0x8F5A00),
    info: rgb(0x1A66AB),
    fill: rgb(0x828B98),
    ink: rgb(0x2B3036),
    pitch: rgb(0xF4F6F4),
    pitch_line: rgb(0xC6CEC8),
    players: [
        rgb(0x00589A),
        rgb(0xB03A00),
        rgb(0x008060),
        rgb(0xB98000),
        rgb(0x3795CC),
        rgb(0xB3578B),
        rgb(0x343B45),
    ],
    injuries: [
        rgb(0xB65A0A),
        rgb(0x8E2F5C),
        rgb(0x5B50A8),
        rgb(0x1A66AB),
        rgb(0x6B737E),
        rgb(0x8A929E),
    ],
    shadow: shadow(4, 12, 36),
    deep_shadow: shadow(8, 24, 46),
};

/// The dark theme.
pub const DARK: Tokens = Tokens {
    bg: rgb(0x121418),
    panel: rgb(0x191C21),
    raised: rgb(0x20242A),
    hover: rgb(0x22262C),
    sel: rgb(0x2B2D4A),
    line: rgb(0x2A2E35),
    line2: rgb(0x3C424B),
    track: rgb(0x2A2E35),
    ctl: rgb(0x767E89),
    text: rgb(0xE9EBEE),
    text2: rgb(0xB0B7C1),
    text3: rgb(0x969EA9),
    accent: rgb(0xA3A6FF),
    on_accent: rgb(0x14151C),
    us: rgb(0x6DB3F2),
    them: rgb(0xF0A35E),
    us_bg: rgb(0x1D3347),
    them_bg: rgb(0x42301F),
    us_band: rgb(0x35628C),
    them_band: rgb(0x85572B),
    gap_bg: rgb(0x24282E),
    error: rgb(0xFF8A75),
    warn: rgb(0xE8B04A),
    info: rgb(0x6DB3F2),
    fill: rgb(0x7B8490),
    ink: rgb(0xD5D9DE),
    pitch: rgb(0x181D1A),
    pitch_line: rgb(0x39423C),
    players: [
        rgb(0x4A9BDC),
        rgb(0xF5894A),
        rgb(0x35C498),
        rgb(0xF0B83E),
        rgb(0xA8DBF8),
        rgb(0xD985B6),
        rgb(0xF2F4F6),
    ],
    injuries: [
        rgb(0xF0954A),
        rgb(0xE07FAE),
        rgb(0xA79DF0),
        rgb(0x6DB3F2),
        rgb(0x8B939E),
        rgb(0x6B7480),
    ],
    shadow: shadow(4, 12, 36),
    deep_shadow: shadow(8, 24, 46),
};

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance after WCAG 2.
    fn luminance(colour: Color32) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.040_45 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
    }

    fn contrast(one: Color32, other: Color32) -> f64 {
        let (a, b) = (luminance(one) + 0.05, luminance(other) + 0.05);
        a.max(b) / a.min(b)
    }

    fn check(what: &str, colour: Color32, grounds: &[Color32], least: f64) {
        for (idx, ground) in grounds.iter().enumerate() {
            let found = contrast(colour, *ground);
            assert!(
                found >= least,
                "{what} on ground {idx}: {found:.2} < {least}"
            );
        }
    }

    #[test]
    fn text_is_readable_on_every_ground() {
        for (theme, t) in [("light", &LIGHT), ("dark", &DARK)] {
            let grounds = [t.panel, t.bg, t.raised, t.hover, t.sel];
            let texts = [
                ("text", t.text),
                ("text2", t.text2),
                ("text3", t.text3),
                ("accent", t.accent),
                ("us", t.us),
                ("them", t.them),
                ("error", t.error),
                ("warn", t.warn),
            ];
            for (name, colour) in texts {
                check(&format!("{theme} {name}"), colour, &grounds, 4.5);
            }
            check(&format!("{theme} on_accent"), t.on_accent, &[t.accent], 4.5);
            check(
                &format!("{theme} text on changed terms"),
                t.text,
                &[t.us_bg, t.them_bg],
                4.5,
            );
        }
    }

    #[test]
    fn marks_stand_out_from_their_ground() {
        for (theme, t) in [("light", &LIGHT), ("dark", &DARK)] {
            check(
                &format!("{theme} ctl"),
                t.ctl,
                &[t.panel, t.bg, t.hover, t.sel],
                3.0,
            );
            check(&format!("{theme} fill"), t.fill, &[t.panel], 3.0);
            for (slot, colour) in t.players.iter().enumerate() {
                check(&format!("{theme} player {slot}"), *colour, &[t.panel], 3.0);
            }
            for (idx, colour) in t.injuries.iter().enumerate() {
                check(&format!("{theme} injury {idx}"), *colour, &[t.panel], 3.0);
            }
        }
    }

    #[test]
    fn contrast_figures_are_those_of_the_design() {
        let cases = [
            ("text", LIGHT.text, LIGHT.panel, 17.6),
            ("text", DARK.text, DARK.panel, 14.3),
            ("text2", LIGHT.text2, LIGHT.panel, 7.5),
            ("text2", DARK.text2, DARK.panel, 8.5),
            ("text3", LIGHT.text3, LIGHT.panel, 5.7),
            ("text3", DARK.text3, DARK.panel, 6.3),
            ("accent", LIGHT.accent, LIGHT.panel, 6.8),
            ("accent", DARK.accent, DARK.panel, 7.7),
            ("us", LIGHT.us, LIGHT.panel, 5.9),
            ("them", DARK.them, DARK.panel, 8.2),
            ("error", LIGHT.error, LIGHT.panel, 6.6),
            ("warn", DARK.warn, DARK.panel, 8.7),
        ];
        for (name, colour, ground, printed) in cases {
            let found = contrast(colour, ground);
            assert!(
                (found - printed).abs() <= 0.06,
                "{name}: {found:.2}, design says {printed}"
            );
        }
    }
}
