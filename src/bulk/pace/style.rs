//! How requests are spread.

/// How a window's requests are spread over it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Evenly. Whoever was away catches up, by a window's worth at most.
    Even,
    /// As fast as the limit lets.
    Burst,
}

impl Style {
    /// Its name, as it is stored and in the public options.
    pub fn name(self) -> &'static str {
        match self {
            Self::Even => "even",
            Self::Burst => "burst",
        }
    }

    /// Reads a name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "even" => Some(Self::Even),
            "burst" => Some(Self::Burst),
            _ => None,
        }
    }
}
