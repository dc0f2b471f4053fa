//! The one shape of a time limit: how long, from or before what, and whose it is.
//!
//! Data alone, as `frister` and a duty's `senest` write it. What day it falls on is counted in `time`.

/// How long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// So many; 0 is the day of the event itself.
    pub number: u32,
    /// Of what.
    pub unit: Unit,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// `dage`: calendar days.
    Days,
    /// `hverdage`: Monday to Friday that are no holidays.
    Workdays,
    /// `uger`
    Weeks,
    /// `måneder`
    Months,
}

/// Forward or backward.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// `fra`: after the event.
    From,
    /// `før`: before the event.
    Before,
}

/// Whose it is to keep. Only the citizen's moves to the next working day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// `borgeren`
    Citizen,
    /// `kommunen`
    Municipality,
    /// `regionen`
    Region,
    /// `tilbuddet`
    Offer,
    /// `skolen`
    School,
}

/// A time limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// How long.
    pub length: Length,
    /// Forward or backward.
    pub direction: Direction,
    /// From or before what.
    pub anchor: Anchor,
    /// Whose; `None`: the file does not say.
    pub whose: Option<Whose>,
    /// Of the limits of one group the earliest counts.
    pub group: Option<String>,
}

macro_rules! anchors {
    ($($name:ident, $id:literal, $text:literal, $doc:literal;)*) => {
        /// The events from which time is counted.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Anchor {
            $(#[doc = $doc] $name,)*
        }

        impl Anchor {
            /// Every anchor with its id.
            pub const ALL: &[(&str, Self)] = &[$(($id, Self::$name),)*];

            /// Every anchor's id with what it is, for whoever notes when it happened.
            pub const WORDS: &[(&str, &str)] = &[$(($id, $text),)*];

            /// As files and machine output write it.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$name => $id,)* }
            }

            /// `henvendelsen`, to stand after "fra" or "før".
            #[must_use]
            pub fn text(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

anchors! {
    Assessment, "vurdering", "vurderingen", "The assessment.";
    Enquiry, "henvendelse", "henvendelsen", "The citizen's enquiry or application.";
    Knowledge, "kendskab", "den dag, kommunen fik kendskab til sagen", "The municipality came to know of the matter.";
    Referred, "henvist", "modtagelsen af henvisningen", "A referral was received.";
    Decision, "afgørelse", "kommunens afgørelse", "The municipality's decision.";
    Received, "modtaget", "den dag, afgørelsen er modtaget", "The party received the decision.";
    Started, "iværksat", "iværksættelsen", "The help began.";
    Complaint, "klage", "modtagelsen af klagen", "The complaint was received.";
    InquiryDone, "undersøgelse_færdig", "den dag, undersøgelsen eller afdækningen er færdig", "The inquiry was finished.";
    Turns16, "fylder_16", "den unges 16-års fødselsdag", "The young person turns 16.";
    Turns18, "fylder_18", "den unges 18-års fødselsdag", "The young person turns 18.";
    Admitted, "indlagt", "indlæggelsen", "The citizen was admitted to hospital.";
    Discharged, "udskrives", "udskrivningen", "The citizen is discharged.";
    Moves, "flytter", "flytningen", "The citizen moves.";
    Resettled, "flyttes", "flytningen til et tilbud, som kommunen har medvirket til", "The municipality helps the citizen to an offer elsewhere.";
    Summoned, "mødeindkaldelse", "indkaldelsen til mødet", "A meeting was called.";
    SchoolEnds, "skole_slut", "skolens slutning", "School ends.";
    PlacementEnds, "anbringelse_ophører", "anbringelsens ophør", "A placement ends.";
    OfferEnds, "botilbud_ophører", "botilbuddets ophør", "A residential offer ends.";
    Released, "løslades", "løsladelsen", "The citizen is released.";
}

impl Anchor {
    /// The anchor with this id; `iværksættelse` is the older word for `iværksat`.
    #[must_use]
    pub fn of(id: &str) -> Option<Self> {
        if id == "iværksættelse" {
            return Some(Self::Started);
        }
        Self::ALL.iter().find(|(name, _)| *name == id).map(|(_, anchor)| *anchor)
    }
}

impl Anchor {
    /// An event that happens to some only: before it has happened, nothing is counted from it, and nothing is missing.
    #[must_use]
    pub fn is_occasion(self) -> bool {
        !matches!(
            self,
            Self::Assessment
                | Self::Enquiry
                | Self::Knowledge
                | Self::Decision
                | Self::Received
                | Self::Started
                | Self::Turns16
                | Self::Turns18
        )
    }

    /// May it be noted before it has happened, as what is to come?
    #[must_use]
    pub fn may_be_ahead(self) -> bool {
        !matches!(
            self,
            Self::Enquiry
                | Self::Knowledge
                | Self::Referred
                | Self::Received
                | Self::Started
                | Self::Complaint
                | Self::InquiryDone
        )
    }
}

impl Length {
    /// `14 dage`, `1 måned`.
    #[must_use]
    pub fn text(self) -> String {
        let (one, many) = match self.unit {
            Unit::Days => ("dag", "dage"),
            Unit::Workdays => ("hverdag", "hverdage"),
            Unit::Weeks => ("uge", "uger"),
            Unit::Months => ("måned", "måneder"),
        };
        format!("{} {}", self.number, if self.number == 1 { one } else { many })
    }
}

impl Whose {
    /// As files and machine output write it, which is also what people read.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Citizen => "borgeren",
            Self::Municipality => "kommunen",
            Self::Region => "regionen",
            Self::Offer => "tilbuddet",
            Self::School => "skolen",
        }
    }
}

impl Term {
    /// `inden_dage: N`: so many days from the assessment.
    #[must_use]
    pub fn within_days(number: u32) -> Self {
        Self {
            length: Length { number, unit: Unit::Days },
            direction: Direction::From,
            anchor: Anchor::Assessment,
            whose: None,
            group: None,
        }
    }

    /// `inden 14 dage`, `senest 14 dage fra henvendelsen`.
    #[must_use]
    pub fn latest_text(&self) -> String {
        match (self.anchor, self.direction) {
            (Anchor::Assessment, Direction::From) => format!("inden {}", self.length.text()),
            _ => format!("senest {}", self.text()),
        }
    }

    /// `14 dage fra henvendelsen`, `6 måneder før den unges 18-års fødselsdag`, `den dag, undersøgelsen er færdig`.
    #[must_use]
    pub fn text(&self) -> String {
        let word = match self.direction {
            Direction::From => "fra",
            Direction::Before => "før",
        };
        match self.length.number {
            0 => format!("ved {}", self.anchor.text()),
            _ => format!("{} {word} {}", self.length.text(), self.anchor.text()),
        }
    }
}
