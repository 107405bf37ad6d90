//! How text becomes words to find: English with its word stems, Welsh with its mutations.
use tantivy::Index;
use tantivy::tokenizer::{
    AsciiFoldingFilter, Language, LowerCaser, RemoveLongFilter, SimpleTokenizer, Stemmer,
    TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer,
};

pub(super) const ENGLISH: &str = "english";
pub(super) const WELSH: &str = "welsh";

/// Longer words are not found. No word of either language is so long.
const LONGEST: usize = 60;

pub(super) fn english() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(LONGEST))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(Stemmer::new(Language::English))
        .build()
}

pub(super) fn welsh() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default())
        .filter(RemoveLongFilter::limit(LONGEST))
        .filter(LowerCaser)
        .filter(AsciiFoldingFilter)
        .filter(Unmutated)
        .build()
}

pub(super) fn register(engine: &Index) {
    engine.tokenizers().register(ENGLISH, english());
    engine.tokenizers().register(WELSH, welsh());
}

/// A Welsh word may begin in up to four ways: *cath*, *gath*, *nghath* and *chath* are one word,
/// and the g of *gardd* falls away in *ardd*. So the first consonant is reduced to the place where
/// it is spoken: lips, teeth, or throat, which leaves nothing. The mutations are those of the
/// Welsh Government's and the universities' grammars: soft, nasal and aspirate.
const PLACES: &[(&str, &str)] = &[
    ("ngh", ""),
    ("ng", ""),
    ("ch", ""),
    ("c", ""),
    ("g", ""),
    ("mh", "b"),
    ("ph", "b"),
    ("ff", "ff"),
    ("p", "b"),
    ("b", "b"),
    ("m", "b"),
    ("f", "b"),
    ("nh", "d"),
    ("th", "d"),
    ("dd", "d"),
    ("t", "d"),
    ("d", "d"),
    ("n", "d"),
    ("ll", "l"),
    ("rh", "r"),
];

/// A word without its mutation. Words of three letters and fewer stay as they are.
fn unmutated(word: &str) -> Option<String> {
    let (first, place) = PLACES.iter().find(|(first, _)| word.starts_with(first))?;
    let rest = word.get(first.len()..)?;
    (rest.len() >= 3).then(|| format!("{place}{rest}"))
}

#[derive(Clone)]
struct Unmutated;

#[derive(Clone)]
struct UnmutatedWords<T>(T);

struct UnmutatedStream<T>(T);

impl TokenFilter for Unmutated {
    type Tokenizer<T: Tokenizer> = UnmutatedWords<T>;

    fn transform<T: Tokenizer>(self, tokenizer: T) -> UnmutatedWords<T> {
        UnmutatedWords(tokenizer)
    }
}

impl<T: Tokenizer> Tokenizer for UnmutatedWords<T> {
    type TokenStream<'a> = UnmutatedStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        UnmutatedStream(self.0.token_stream(text))
    }
}

impl<T: TokenStream> TokenStream for UnmutatedStream<T> {
    fn advance(&mut self) -> bool {
        if !self.0.advance() {
            return false;
        }
        if let Some(word) = unmutated(&self.0.token().text) {
            self.0.token_mut().text = word;
        }
        true
    }

    fn token(&self) -> &Token {
        self.0.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.0.token_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(mut analyser: TextAnalyzer, text: &str) -> Vec<String> {
        let mut stream = analyser.token_stream(text);
        let mut found = Vec::new();
        while let Some(token) = stream.next() {
            found.push(token.text.clone());
        }
        found
    }

    #[test]
    fn the_forms_of_a_welsh_word_are_one() {
        for forms in [
            ["caredigrwydd", "garedigrwydd", "ngharedigrwydd", "charedigrwydd"],
            ["pobl", "bobl", "mhobl", "phobl"],
            ["tref", "dref", "nhref", "thref"],
            ["gardd", "ardd", "ngardd", "ardd"],
            ["Llyfrgell", "lyfrgell", "llyfrgell", "LYFRGELL"],
            ["ysgŵyl", "ysgwyl", "Ysgŵyl", "ysgwyl"],
        ] {
            let found: Vec<_> = forms.iter().flat_map(|form| words(welsh(), form)).collect();
            assert!(found.windows(2).all(|two| two[0] == two[1]), "{forms:?}: {found:?}");
        }
        assert_ne!(words(welsh(), "pobl"), words(welsh(), "tref"));
    }

    #[test]
    fn english_words_are_found_by_their_stem() {
        assert_eq!(words(english(), "isolated isolating"), words(english(), "isolate isolate"));
        assert_eq!(words(english(), "Café"), ["cafe"]);
    }
}
