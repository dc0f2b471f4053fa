//! What a person may wish at a question beside answering it, and the keys for it.
//!
//! Deliberately carries nothing out: that is the business of whoever asks.

/// What a person may wish at a question beside answering it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Why is this asked?
    Why,
    /// Write a note to the answer.
    Note,
    /// Say where the answer comes from.
    Source,
    /// How does the case stand?
    Status,
    /// To the question before.
    Back,
    /// To any question that has been answered.
    Jump,
    /// The sources disagree.
    Conflict,
}

impl Command {
    /// All of them, in the order in which they are told.
    pub const ALL: [Self; 7] =
        [Self::Why, Self::Note, Self::Source, Self::Status, Self::Back, Self::Jump, Self::Conflict];

    /// The key in a menu; typed alone on a line it means the same.
    #[must_use]
    pub fn key(self) -> char {
        match self {
            Self::Why => 'h',
            Self::Note => 'n',
            Self::Source => 'k',
            Self::Status => 's',
            Self::Back => 't',
            Self::Jump => 'r',
            Self::Conflict => 'm',
        }
    }

    /// What it is called; it can be typed, too.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Why => "hvorfor",
            Self::Note => "note",
            Self::Source => "kilde",
            Self::Status => "status",
            Self::Back => "tilbage",
            Self::Jump => "ret",
            Self::Conflict => "modstrid",
        }
    }

    /// What it is for, for the one who asks for help.
    #[must_use]
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Why => "hvorfor der spørges, og hvad svaret kan afgøre",
            Self::Note => "skriv en note til svaret",
            Self::Source => "skriv, hvor oplysningen kommer fra, og hvornår",
            Self::Status => "hvordan sagen står nu",
            Self::Back => "tilbage til spørgsmålet før",
            Self::Jump => "gå til et spørgsmål, der er besvaret, og ret svaret",
            Self::Conflict => "oplysningerne er uenige: gem dem begge, og regn svaret som ukendt",
        }
    }
}
