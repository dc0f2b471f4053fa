//! What the codes of remarks mean, in the words of a table.

/// A remark in a few words.
#[must_use]
pub(in crate::audit) fn in_words(code: &str) -> &str {
    match code {
        "advice-missing" => "rådgivning, der skulle indhentes, er ikke indhentet",
        "advice-not-asked" => "anbefalet rådgivning er ikke indhentet",
        "advice-not-received" => "rådgivning: svar er ikke noteret",
        "advice-not-obtained" => "rådgivning er ikke indhentet, med en grund",
        "advice-late" => "rådgivning kom for sent",
        "advice-unanswered" => "rådgivning: ikke noteret, om den er fulgt",
        "advice-departed" => "rådgivning er ikke fulgt, med en grund",
        "advice-departed-unexplained" => "rådgivning er ikke fulgt, uden en grund",
        "deviation" => "afvigelse fra anbefalingen, med en grund",
        "deviation-unexplained" => "afvigelse fra anbefalingen, uden en grund",
        "doubt" => "tvivl, og intet niveau er valgt",
        "chosen-in-doubt" => "niveau er valgt, selv om der er tvivl",
        "no-decision" => "kommunens afgørelse er ikke noteret",
        "no-law" => "retsregler mangler",
        "no-considerations" => "hovedhensyn mangler",
        "no-facts" => "oplysninger med kilde mangler",
        "no-assessment" => "den konkrete vurdering mangler",
        "no-wishes" => "borgerens ønsker mangler",
        "no-appeal" => "klagevejledning mangler",
        "no-hearing" => "partshøring er ikke noteret",
        "no-follow-up" => "opfølgning er ikke aftalt",
        "no-rules" => "reglerne er ikke i mappen",
        "answer-late" => "kommunens frist for svar er overskredet",
        "limit-passed" => "lovens frist er overskredet",
        "limit-late" => "lovens frist er holdt for sent",
        "limit-to-check" => "en frist er gået, og sagen viser ikke, om den er holdt",
        "transition-passed" => "et trin i en overgang er ikke noteret i tide",
        "transition-to-check" => "et trin i en overgang er gået, og sagen viser ikke, om det er gjort",
        "follow-up-passed" => "aftalt opfølgning er ikke noteret",
        "clock" => "hændelser med datoer i uorden",
        "unreadable" => "kan ikke læses",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn every_code_has_words() {
        let checks = include_str!("checks.rs");
        let codes: Vec<&str> = checks.split('"').filter(|part| is_code(part)).collect();
        assert!(codes.len() > 20, "{codes:?}");
        for code in codes {
            assert_ne!(in_words(code), code);
        }
    }

    fn is_code(part: &str) -> bool {
        part.contains('-') && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    }
}
