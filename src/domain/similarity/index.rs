//! Making the index.

use std::collections::{BTreeSet, HashMap};

use super::{
    Document, grams,
    kindred::KINDRED,
    spelling::Spellings,
    text::{Reader, Word},
};

/// Documents as they are searched. Where a place is told, it is one of the vector named with it.
pub struct Index<K> {
    /// What hits give back.
    pub(super) keys: Vec<K>,
    /// Ways to ask a question, those of one together: its own texts first, then one for each alias.
    pub(super) ways: Vec<Way>,
    /// Texts of ways.
    pub(super) texts: Vec<Text>,
    /// By stem.
    pub(super) stems: HashMap<String, Found>,
    /// By the number of a meaning.
    pub(super) meanings: Vec<Found>,
    /// By runs of letters the places of texts, in order.
    pub(super) grams: HashMap<u128, Gram>,
    /// Its words, by how they are written.
    pub(super) spellings: Spellings,
}

/// One way to ask a question.
pub(super) struct Way {
    /// The place of the question's key.
    pub(super) key: u32,
    /// Whether it is the question's own.
    pub(super) own: bool,
}

/// One text of a way.
pub(super) struct Text {
    /// The place of its way.
    pub(super) way: u32,
    /// The length of its vector of runs.
    pub(super) length: f64,
}

/// Where a stem or a meaning is found.
#[derive(Default)]
pub(super) struct Found {
    /// Places of ways, in order.
    pub(super) ways: Vec<u32>,
    /// Places of own ways, in order, of what has it beside the question only.
    pub(super) aside: Vec<u32>,
    /// How many questions have it in some way.
    pub(super) questions: u32,
    /// How many have it beside.
    pub(super) questions_aside: u32,
}

/// Where a run of letters is found.
#[derive(Default)]
pub(super) struct Gram {
    /// Places of texts, in order.
    pub(super) texts: Vec<u32>,
    /// How many questions have it.
    questions: u32,
    /// The last of them.
    last: Option<u32>,
}

impl<K> Index<K> {
    /// The index of those documents. A document without a word is never found.
    pub fn new(documents: impl IntoIterator<Item = Document<K>>) -> Index<K> {
        let mut index = Index {
            keys: Vec::new(),
            ways: Vec::new(),
            texts: Vec::new(),
            stems: HashMap::new(),
            meanings: (0..KINDRED.count).map(|_| Found::default()).collect(),
            grams: HashMap::new(),
            spellings: Spellings::default(),
        };
        let mut reader = Reader::default();
        for document in documents {
            index.add(document, &mut reader);
        }
        index.measure();
        index
    }

    /// How many documents it holds.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    fn add(&mut self, document: Document<K>, reader: &mut Reader) {
        let key = place(self.keys.len());
        self.keys.push(document.key);
        let own = self.ways.len();
        let mut known = Senses::default();
        let ways = [document.texts.as_slice()].into_iter().chain(document.aliases.chunks(1));
        for (number, texts) in ways.enumerate() {
            let way = place(self.ways.len());
            self.ways.push(Way { key, own: number == 0 });
            let mut senses = Senses::default();
            for text in texts {
                self.add_text(key, way, &reader.words(text), &mut senses);
            }
            self.note(&senses, |found| found.ways.push(way));
            known.add(senses);
        }
        self.note(&known, |found| found.questions += 1);
        let mut aside = Senses::default();
        for word in document.aside.iter().flat_map(|text| reader.words(text)) {
            self.spellings.note(&word);
            aside.take(&word);
        }
        self.note(&aside, |found| found.questions_aside += 1);
        aside.without(&known);
        self.note(&aside, |found| found.aside.push(place(own)));
    }

    fn add_text(&mut self, key: u32, way: u32, words: &[Word], senses: &mut Senses) {
        let text = place(self.texts.len());
        let mut runs: Vec<u128> = Vec::new();
        for word in words {
            self.spellings.note(word);
            if !KINDRED.is_common(word) {
                senses.take(word);
                runs.extend(grams::of(word));
            }
        }
        runs.sort_unstable();
        runs.dedup();
        for run in runs {
            let gram = self.grams.entry(run).or_default();
            gram.questions += u32::from(gram.last.replace(key) != Some(key));
            gram.texts.push(text);
        }
        self.texts.push(Text { way, length: 0.0 });
    }

    fn note(&mut self, senses: &Senses, what: impl Fn(&mut Found)) {
        for stem in &senses.stems {
            what(self.stems.entry(stem.clone()).or_default());
        }
        for meaning in &senses.meanings {
            self.meanings.get_mut(*meaning).map(&what);
        }
    }

    /// The lengths of the texts, once every run is counted.
    fn measure(&mut self) {
        let questions = self.keys.len();
        for gram in self.grams.values() {
            let weight = gram.weight(questions).powi(2);
            for text in &gram.texts {
                if let Some(text) = self.texts.get_mut(*text as usize) {
                    text.length += weight;
                }
            }
        }
        for text in &mut self.texts {
            text.length = text.length.sqrt();
        }
    }
}

impl Gram {
    /// What the run is worth among so many questions.
    pub(super) fn weight(&self, questions: usize) -> f64 {
        rarity(questions, self.questions)
    }
}

/// What is worth more the fewer of all questions have it: the inverse document frequency of BM25, never below nothing.
pub(super) fn rarity(questions: usize, having: u32) -> f64 {
    let (all, having) = (f64::from(place(questions)), f64::from(having));
    ((all - having + 0.5) / (having + 0.5)).ln_1p()
}

/// A place as it is kept. Nobody has four thousand million texts; beyond, what is last is found for what is more.
fn place(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// The stems of some words and what they may mean.
#[derive(Default)]
struct Senses {
    stems: BTreeSet<String>,
    meanings: BTreeSet<usize>,
}

impl Senses {
    fn take(&mut self, word: &Word) {
        if !KINDRED.is_common(word) {
            self.meanings.extend(KINDRED.meanings(&word.stem));
            self.stems.insert(word.stem.clone());
        }
    }

    fn add(&mut self, other: Senses) {
        self.stems.extend(other.stems);
        self.meanings.extend(other.meanings);
    }

    fn without(&mut self, known: &Senses) {
        self.stems.retain(|stem| !known.stems.contains(stem));
        self.meanings.retain(|meaning| !known.meanings.contains(meaning));
    }
}
