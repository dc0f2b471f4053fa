//! How a Word document looks: its styles, lists, page and properties. All looks stand here, none in the text.

use docx_rust::Docx;
use docx_rust::content_type::OverrideContentType;
use docx_rust::core::{Core, CoreNamespace};
use docx_rust::document::{
    AbstractNum, AbstractNumId, BodyContent, Level, LevelJustification, LevelStart, LevelText, Num, NumFmt, Numbering,
    PPr,
};
use docx_rust::formatting::{
    BorderStyle, BottomBorder, CharacterProperty, Fonts, Indent, InsideHorizonBorder, JustificationVal, KeepNext, Lang,
    OutlineLvl, PageMargin, PageSize, ParagraphProperty, SectionProperty, Shading, ShadingStyle, Spacing, TableBorders,
    TableCellProperty, TableCellWidth, TableProperty, TableWidthUnit, TopBorder, VertAlign, VertAlignType,
};
use docx_rust::styles::{BasedOn, DefaultStyle, QFormat, Style, StyleType};

/// The list of bullets.
pub(super) const BULLETS: isize = 1;
/// The list of footnotes.
pub(super) const NOTES: isize = 2;
/// Between the margins of an A4 page, in twentieths of a point.
pub(super) const TEXT_WIDTH: isize = 9_354;
/// More columns than any document has.
pub(super) const COLUMNS: usize = 6;

const NUMBERING: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml";
const FONT: &str = "Calibri";
const DARK: &str = "1F3864";

/// Styles, lists, language and title.
pub(super) fn prepare(docx: &mut Docx<'_>, title: &str) {
    docx.core = Some(Core::CoreNamespace(CoreNamespace {
        title: Some(title.to_owned().into()),
        language: Some("da-DK".into()),
        ..CoreNamespace::default()
    }));
    let letters = CharacterProperty {
        lang: Some(Lang { val: Some("da-DK".into()), ..Lang::default() }),
        ..CharacterProperty::default().fonts(Fonts::default().ascii(FONT).h_ansi(FONT).custom(FONT)).size(22isize)
    };
    let lines = ParagraphProperty::default().spacing(spacing(0, 120, 276));
    docx.styles.default(DefaultStyle::default().character(letters).paragraph(lines));
    docx.styles.push(Style {
        default: Some(true),
        q_format: Some(QFormat { value: None }),
        ..Style::new(StyleType::Paragraph, "Normal").name("Normal")
    });
    docx.styles.push(heading("Title", "Title", (32, 0, 240), None));
    docx.styles.push(heading("Heading1", "heading 1", (26, 320, 80), Some(0)));
    docx.styles.push(heading("Heading2", "heading 2", (23, 200, 60), Some(1)));
    docx.styles.push(style("BodyText", "Body Text", ParagraphProperty::default().spacing(spacing(60, 120, 276))));
    docx.styles.push(style("ListBullet", "List Bullet", ParagraphProperty::default().spacing(spacing(0, 60, 276))));
    docx.styles.push(style("ListNumber", "List Number", ParagraphProperty::default().spacing(spacing(0, 60, 260))));
    docx.styles.push(style("TableText", "Table Text", ParagraphProperty::default().spacing(spacing(40, 40, 252))));
    let head = ParagraphProperty {
        keep_next: Some(KeepNext::default()),
        ..ParagraphProperty::default().spacing(spacing(40, 40, 252))
    };
    docx.styles.push(style("TableHead", "Table Head", head).character(CharacterProperty::default().bold(true)));
    docx.styles.push(style("Hole", "Hole", shaded("FFF2CC")).character(CharacterProperty::default().bold(true)));
    docx.styles.push(style("Merge", "Merge", shaded("DEEAF6")));
    let raised = CharacterProperty {
        vertical_align: Some(VertAlign { value: Some(VertAlignType::Superscript) }),
        ..CharacterProperty::default()
    };
    docx.styles.push(Style::new(StyleType::Character, "NoteMark").name("Note Mark").character(raised));
    docx.styles.push(Style { table: Some(lined()), ..Style::new(StyleType::Table, "Facts").name("Facts") });
    docx.numbering = Some(lists());
    // The library's own list leaves the lists out and names a part that is not written.
    docx.content_types.overrides.retain(|part| part.part != "/docProps/app.xml");
    docx.content_types.overrides.push(OverrideContentType { part: "/word/numbering.xml".into(), ty: NUMBERING.into() });
}

/// Size in half points, spacing in twentieths of a point, level among the headings.
fn heading<'a>(
    id: &'a str,
    name: &'a str,
    (size, before, after): (isize, isize, isize),
    level: Option<isize>,
) -> Style<'a> {
    let paragraph = ParagraphProperty {
        keep_next: Some(KeepNext::default()),
        outline_lvl: level.map(|value| OutlineLvl { value }),
        ..ParagraphProperty::default().spacing(spacing(before, after, 260))
    };
    style(id, name, paragraph).character(CharacterProperty::default().bold(true).size(size).color(DARK))
}

fn style<'a>(id: &'a str, name: &'a str, paragraph: ParagraphProperty<'a>) -> Style<'a> {
    Style {
        base: Some(BasedOn { value: "Normal".into() }),
        q_format: Some(QFormat { value: None }),
        ..Style::new(StyleType::Paragraph, id).name(name).paragraph(paragraph)
    }
}

fn spacing(before: isize, after: isize, line: isize) -> Spacing {
    Spacing { before: Some(before), after: Some(after), line: Some(line), ..Spacing::default() }
}

fn shaded(colour: &'static str) -> ParagraphProperty<'static> {
    let shading = Shading {
        style: Some(ShadingStyle::Clear),
        color: Some("auto".into()),
        fill: Some(colour.into()),
        ..Shading::default()
    };
    ParagraphProperty { shading: Some(shading), ..ParagraphProperty::default() }
}

fn lined() -> TableProperty<'static> {
    let grey = || Some("A6A6A6".into());
    let style = BorderStyle::Single;
    let borders = TableBorders {
        top: Some(TopBorder { style: style.clone(), color: grey(), size: Some(4), ..TopBorder::default() }),
        bottom: Some(BottomBorder { style: style.clone(), color: grey(), size: Some(4), ..BottomBorder::default() }),
        inside_horizon: Some(InsideHorizonBorder {
            style,
            color: grey(),
            size: Some(4),
            ..InsideHorizonBorder::default()
        }),
        ..TableBorders::default()
    };
    TableProperty::default().borders(borders)
}

/// Bullets, and numbers for the footnotes.
fn lists() -> Numbering<'static> {
    let level = |format: &'static str, text: &'static str| Level {
        i_level: Some(0),
        start: Some(LevelStart { value: Some(1) }),
        number_format: Some(NumFmt { value: format.into() }),
        level_text: Some(LevelText { value: Some(text.into()) }),
        justification: Some(LevelJustification { value: JustificationVal::Left }),
        p_pr: Some(PPr { indent: Some(Indent { left: Some(360), hanging: Some(360), ..Indent::default() }) }),
        r_pr: Vec::new(),
    };
    let list = |id: isize, level: Level<'static>| AbstractNum {
        abstract_num_id: Some(id),
        levels: vec![level],
        ..AbstractNum::default()
    };
    let number = |id: isize| Num {
        num_id: Some(id),
        abstract_num_id: Some(AbstractNumId { value: Some(id) }),
        level_overrides: Vec::new(),
    };
    Numbering {
        abstract_numberings: vec![list(BULLETS, level("bullet", "•")), list(NOTES, level("decimal", "%1."))],
        numberings: vec![number(BULLETS), number(NOTES)],
    }
}

/// A4 with margins, as the body's last element.
pub(super) fn page() -> BodyContent<'static> {
    let margin = Some(1_276);
    BodyContent::SectionProperty(SectionProperty {
        page_size: Some(PageSize { weight: 11_906, height: 16_838 }),
        page_margin: Some(PageMargin {
            top: margin,
            right: margin,
            bottom: margin,
            left: margin,
            header: Some(708),
            footer: Some(708),
            gutter: Some(0),
        }),
        ..SectionProperty::default()
    })
}

/// The first column takes what the others leave; a date fits on one line.
pub(super) fn widths(columns: usize) -> Vec<isize> {
    let columns = columns.clamp(1, COLUMNS);
    let narrow = TEXT_WIDTH.saturating_mul(8) / isize::try_from(columns.saturating_mul(10)).unwrap_or(isize::MAX);
    let rest = isize::try_from(columns - 1).unwrap_or(0) * narrow;
    let mut widths = vec![narrow; columns];
    if let Some(first) = widths.first_mut() {
        *first = TEXT_WIDTH - rest;
    }
    widths
}

/// A cell of that width.
pub(super) fn cell(width: isize) -> TableCellProperty {
    TableCellProperty::default().wide(TableCellWidth { value: Some(width), unit: Some(twentieths()) })
}

/// The unit of widths.
pub(super) fn twentieths() -> TableWidthUnit {
    TableWidthUnit::Dxa
}
