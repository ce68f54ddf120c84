//! The one table of colours, for both themes.

use plotters::style::{RGBAColor, RGBColor};

/// A colour, and how much of it there is, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shade {
    /// 0xrrggbb
    pub rgb: u32,
    /// How much it covers.
    pub alpha: f64,
}

impl Shade {
    /// The same colour, covering only this share of what it did.
    pub fn mix(self, share: f64) -> Shade {
        Shade { alpha: self.alpha * share, ..self }
    }

    /// As plotters knows it.
    pub fn rgba(self) -> RGBAColor {
        let RGBColor(r, g, b) = rgb(self.rgb);
        RGBAColor(r, g, b, self.alpha)
    }
}

/// A colour for each meaning. The page's style sheet holds the same values under the same names.
#[derive(Debug, PartialEq)]
pub struct Palette {
    /// What a picture stands on.
    pub panel: Shade,
    /// Rules and grid lines.
    pub hairline: Shade,
    /// Text and training points.
    pub ink: Shade,
    /// Labels.
    pub soft: Shade,
    /// The curve, the training loss, the present position.
    pub model: Shade,
    /// What was held out: its points and its loss.
    pub held_out: Shade,
    /// Weights above zero.
    pub positive: Shade,
    /// Weights below zero.
    pub negative: Shade,
    /// The loss surface from the least to the greatest loss.
    pub surface: [RGBColor; 4],
    /// The surface as a landscape, seen from outside.
    pub glass: Shade,
    /// Contours on the surface.
    pub contour: Shade,
    /// The trail's core on the surface.
    pub trail: Shade,
    /// The trail's casing and the ring of the ball.
    pub casing: Shade,
    /// Pinned curves, by their letter. People with any kind of colour blindness can tell them apart, and from the model and
    /// from what is held out; a test computes it.
    pub ghosts: [Shade; 4],
    /// Where the surface has no value: ground and stripes of the hatch.
    pub no_value: [RGBColor; 2],
}

/// The colour that is written so, 0xrrggbb.
pub(super) const fn rgb(hex: u32) -> RGBColor {
    RGBColor((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

const fn hex(rgb: u32) -> Shade {
    Shade { rgb, alpha: 1.0 }
}

/// The light theme.
pub(super) const LIGHT: Palette = Palette {
    panel: hex(0xffffff),
    hairline: hex(0xe3e1da),
    ink: hex(0x1b2130),
    soft: hex(0x5b6474),
    model: hex(0x4338ca),
    held_out: hex(0xc2560c),
    positive: hex(0x0f766e),
    negative: hex(0xb45f14),
    surface: [rgb(0xfdf6e0), rgb(0xbdd3e0), rgb(0x7286c4), rgb(0x3a327e)],
    glass: Shade { rgb: 0x3a327e, alpha: 0.15 },
    contour: hex(0x1d1a4d),
    trail: hex(0x4338ca),
    casing: hex(0xffffff),
    ghosts: [hex(0x4b9779), hex(0xc372c7), hex(0x003e66), hex(0x694500)],
    no_value: [rgb(0xe9e7e1), rgb(0xcfccc3)],
};

/// The dark theme.
pub(super) const DARK: Palette = Palette {
    panel: hex(0x191d27),
    hairline: hex(0x2a3040),
    ink: hex(0xe8eaf0),
    soft: hex(0x9aa3b5),
    model: hex(0x9aa5ff),
    held_out: hex(0xf0a05a),
    positive: hex(0x5cc2b3),
    negative: hex(0xe0a063),
    surface: [rgb(0xe3dcc0), rgb(0x7ba3bf), rgb(0x415298), rgb(0x211f52)],
    glass: Shade { rgb: 0x9aa5ff, alpha: 0.2 },
    contour: hex(0xd5dcff),
    trail: hex(0x4338ca),
    casing: hex(0xe8eaf0),
    ghosts: [hex(0x5d8f5e), hex(0xac5db1), hex(0x8be4f9), hex(0xfae8a2)],
    no_value: [rgb(0x232836), rgb(0x363d4f)],
};
