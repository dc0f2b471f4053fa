//! The letters of a PDF: Noto Sans, regular and bold (SIL Open Font License), and how wide they run.

use krilla::text::Font;

/// The two faces.
pub(super) struct Faces {
    regular: Face,
    bold: Face,
}

/// One face.
pub(super) struct Face {
    /// As it is put into the file.
    pub(super) font: Font,
    measures: ttf_parser::Face<'static>,
}

impl Faces {
    /// Both, or nothing where the built-in files cannot be read.
    pub(super) fn load() -> Option<Self> {
        Some(Self { regular: Face::new(notosans::REGULAR_TTF)?, bold: Face::new(notosans::BOLD_TTF)? })
    }

    pub(super) fn face(&self, bold: bool) -> &Face {
        if bold { &self.bold } else { &self.regular }
    }

    /// The first character that one of them cannot write.
    pub(super) fn lacking(&self, text: &str) -> Option<char> {
        let written = |letter: char| {
            letter == '\n' || [&self.regular, &self.bold].iter().all(|face| face.measures.glyph_index(letter).is_some())
        };
        text.chars().find(|letter| !written(*letter))
    }
}

impl Face {
    fn new(file: &'static [u8]) -> Option<Self> {
        Some(Self { font: Font::new(file.into(), 0)?, measures: ttf_parser::Face::parse(file, 0).ok()? })
    }

    /// How wide a text runs at that size. Kerning, which only ever draws letters closer, is left out.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        let advance = |letter: char| {
            let glyph = self.measures.glyph_index(letter)?;
            Some(f32::from(self.measures.glyph_hor_advance(glyph)?))
        };
        let units: f32 = text.chars().filter_map(advance).sum();
        units * size / f32::from(self.measures.units_per_em())
    }
}
