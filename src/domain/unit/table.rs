//! The names of units, in English, Greek and Russian, and what each is. A new unit is one line.
//!
//! Sources: the SI Brochure (9th edition), ISO 80000, NIST SP 811 appendix B; inch, pound and standard gravity are exact by definition.

use std::{collections::BTreeMap, sync::LazyLock};

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Pow;

use super::{Unit, parse::composed};
use crate::{
    base::{fold::fold, lang::Lang},
    domain::decimal,
};

/// Names with spaces between; whether SI prefixes go before them; `factor unit`, made of rows above, ` @ ` offset.
/// A row without a definition is a base unit.
struct Row(&'static str, Prefixed, &'static str);

#[derive(PartialEq)]
enum Prefixed {
    /// `N`: also `kN`.
    Si,
    /// Alone.
    No,
}

use Prefixed::{No, Si};

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // length, area, volume
    Row("m м metre metres meter meters μέτρο μέτρα метр метра метров пог.м п.м м.п", Si, ""),
    Row("μ", No, "1 m"),
    Row("χιλ χλστ χιλιοστό χιλιοστά миллиметр миллиметра миллиметров MM", No, "0.001 m"),
    Row("εκ εκατοστό εκατοστά πόντος πόντοι πόντους πόντων сантиметр сантиметра сантиметров", No, "0.01 m"),
    Row("χλμ χμ χιλιόμετρο χιλιόμετρα километр километра километров", No, "1000 m"),
    Row("micron microns μικρό μικρά мкм микрон микрона", No, "0.000001 m"),
    Row("in inch inches \" ίντσα ίντσες дюйм дюйма дюймов", No, "0.0254 m"),
    Row("ft foot feet ' πόδι πόδια фут фута футов", No, "0.3048 m"),
    Row("yd yard yards", No, "0.9144 m"),
    Row("mi mile miles", No, "1609.344 m"),
    Row("sqm τ.μ τμ τετρ.μ м.кв кв.м квм", No, "1 m2"),
    Row("sqmm τ.χιλ кв.мм квмм мм.кв", No, "1 mm2"),
    Row("sqcm τ.εκ кв.см квсм см.кв", No, "1 cm2"),
    Row("sqft", No, "1 ft2"),
    Row("sqin", No, "1 in2"),
    Row("ha га εκτάριο εκτάρια", No, "10000 m2"),
    Row("στρέμμα στρέμματα στρ", No, "1000 m2"),
    Row("cbm cum κ.μ κμ κυβ.μ куб.м кубм м.куб", No, "1 m3"),
    Row("κ.εκ κεκ cc куб.см кубсм", No, "1 cm3"),
    Row("cuft", No, "1 ft3"),
    Row("l L л litre litres liter liters λτ λίτρο λίτρα литр литра литров", Si, "0.001 m3"),
    Row("gal gallon gallons", No, "231 in3"),
    // mass
    Row("g г gram grams gramme grammes γρ γραμμάριο γραμμάρια гр грамм грамма граммов", Si, ""),
    Row("KG kgs κιλό κιλά κιλ χγρ кило килограмм килограмма килограммов", No, "1000 g"),
    Row("t т tonne tonnes τόνος τόνοι τν тонна тонны тонн", Si, "1000000 g"),
    Row("lb lbs pound pounds фунт фунта фунтов", No, "453.59237 g"),
    Row("oz ounce ounces", No, "1/16 lb"),
    // time
    Row("s с sec second seconds δευτ δευτερόλεπτο δευτερόλεπτα δλ сек секунда секунды секунд", Si, ""),
    Row("min mins minute minutes λεπτό λεπτά мин минута минуты минут", No, "60 s"),
    Row("h hr hrs hour hours ώρα ώρες ч час часа часов", No, "3600 s"),
    Row("d day days ημέρα ημέρες μέρα μέρες сут сутки суток день дня дней", No, "86400 s"),
    Row("week weeks εβδομάδα εβδομάδες неделя недели недель", No, "604800 s"),
    Row("month months mo μήνας μήνες мес месяц месяца месяцев", No, ""),
    Row("year years yr yrs έτος έτη χρόνος χρόνια год года лет", No, "12 month"),
    // temperature
    Row("K К kelvin °K", Si, ""),
    Row("°C C celsius Κελσίου °celsius degC βαθμόςΚελσίου βαθμοίΚελσίου градЦ градусЦельсия градусаЦельсия градусовЦельсия", No, "1 K @ 273.15"),
    Row("°F F fahrenheit Φαρενάιτ °fahrenheit degF", No, "5/9 K @ 45967/180"),
    Row("mK мК", No, "1 m K"),
    // angle and other scales
    Row("° deg degree degrees μοίρα μοίρες град градус градуса градусов", No, ""),
    Row("rad рад", Si, "57.295779513082320876798154814105170332 °"),
    Row("dB dB(A) dBA дБ дБ(А) дБА ντεσιμπέλ", No, ""),
    Row("HRC", No, ""),
    Row("HB", No, ""),
    Row("HV", No, ""),
    Row("pH", No, ""),
    Row("mol моль", Si, ""),
    // counts and shares
    Row("pc pcs piece pieces τεμ τεμάχιο τεμάχια шт штука штуки штук rev об στροφή", No, "1"),
    Row("% percent τοις.εκατό τοιςεκατό проц процент процента процентов", No, "0.01"),
    Row("‰ permille", No, "0.001"),
    Row("ppm", No, "0.000001"),
    // force, moment
    Row("N Н newton newtons ньютон ньютона ньютонов", Si, "1000 g m/s2"),
    Row("kgf kp кгс", No, "9.80665 N"),
    Row("tf тс", No, "9806.65 N"),
    Row("lbf", No, "4.4482216152605 N"),
    Row("Nm NM Нм", Si, "1 N m"),
    Row("Ncm Нсм", Si, "0.01 N m"),
    Row("Nmm Нмм", Si, "0.001 N m"),
    Row("kgfm кгсм кгс.м", No, "1 kgf m"),
    Row("lbft ftlb ftlbf lbfft", No, "1 lbf ft"),
    Row("inlb lbin", No, "1 lbf in"),
    // pressure
    Row("Pa Па pascal pascals паскаль", Si, "1 N/m2"),
    Row("Mpa", No, "1000000 Pa"),
    Row("bar бар", Si, "100000 Pa"),
    Row("psi", No, "1 lbf/in2"),
    Row("ksi", No, "1000 psi"),
    Row("atm атм", No, "101325 Pa"),
    Row("at ат", No, "1 kgf/cm2"),
    Row("mmHg мм.рт.ст", No, "133.322387415 Pa"),
    // energy, power
    Row("J Дж joule joules джоуль", Si, "1 N m"),
    Row("cal кал", Si, "4.1868 J"),
    Row("W Вт watt watts βατ ватт ватта", Si, "1 J/s"),
    Row("Wh Втч", Si, "1 W h"),
    Row("eV эВ", Si, "0.0000000000000000001602176634 J"),
    Row("hp", No, "550 ft lbf/s"),
    Row("PS ίπποι ίππος л.с лс", No, "75 kgf m/s"),
    Row("BTU Btu", No, "1055.05585262 J"),
    // electricity, light
    Row("A А amp amps ampere amperes αμπέρ ампер ампера", Si, ""),
    Row("Ah Ач", Si, "1 A h"),
    Row("V В volt volts βολτ вольт вольта", Si, "1 W/A"),
    Row("VA ВА", Si, "1 V A"),
    Row("Ω Ohm ohm ohms Ом ом", Si, "1 V/A"),
    Row("farad фарад", Si, "1 A s/V"),
    Row("μF мкФ", No, "0.000001 farad"),
    Row("nF нФ", No, "0.000000001 farad"),
    Row("pF пФ", No, "0.000000000001 farad"),
    Row("Hz Гц hertz герц", Si, "1 1/s"),
    Row("cd кд", Si, ""),
    Row("lm лм lumen lumens люмен", Si, ""),
    Row("lx лк lux люкс", Si, "1 lm/m2"),
    // speed, rotation
    Row("kmh kph", No, "1 km/h"),
    Row("mph", No, "1 mi/h"),
    Row("rpm σ.α.λ σαλ στροφές", No, "1 1/min"),
    // viscosity
    Row("P poise П", Si, "0.1 Pa s"),
    Row("St Ст", Si, "0.0001 m2/s"),
    // money
    Row("EUR € euro euros ευρώ евро", No, ""),
    Row("USD $ dollar dollars δολάριο δολάρια доллар доллара долларов", No, ""),
    Row("GBP £", No, ""),
    Row("RUB ₽ руб рубль рубля рублей", No, ""),
    Row("CHF", No, ""),
    Row("JPY ¥", No, ""),
];

/// SI prefixes, the longer ones first so that `da` is not taken for `d`. A capital `K` is a common slip that means nothing else.
#[rustfmt::skip]
const PREFIXES: &[(&str, i32)] = &[
    ("kilo", 3), ("milli", -3), ("centi", -2), ("mega", 6), ("micro", -6), ("deci", -1), ("giga", 9), ("hecto", 2),
    ("кило", 3), ("милли", -3), ("санти", -2), ("мега", 6), ("микро", -6), ("χιλιο", 3),
    ("da", 1), ("да", 1), ("мк", -6),
    ("k", 3), ("K", 3), ("m", -3), ("c", -2), ("d", -1), ("M", 6), ("μ", -6), ("u", -6), ("G", 9), ("n", -9), ("p", -12), ("h", 2), ("T", 12),
    ("к", 3), ("К", 3), ("м", -3), ("с", -2), ("д", -1), ("М", 6), ("Г", 9), ("н", -9), ("п", -12), ("г", 2), ("Т", 12),
];

/// Bytes from which a word is spelt out rather than a symbol, so that capitals say nothing: `Millimetres`.
const SPELT_OUT: usize = 6;

/// The unit of that name, with a prefix or without, in any of its spellings.
pub(super) fn named(name: &str) -> Option<Unit> {
    let by_word = || {
        let word = word(name)?;
        NAMES
            .folded
            .get(&word)
            .and_then(|row| defined(row))
            .or_else(|| spelled(&word).filter(|_| word.len() >= SPELT_OUT))
    };
    spelled(name).or_else(|| spelled(&latin(name))).or_else(by_word)
}

struct Names {
    exact: BTreeMap<&'static str, &'static Row>,
    /// Names of three letters and more, folded: capitals and accents count in symbols only.
    folded: BTreeMap<String, &'static Row>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names { exact: BTreeMap::new(), folded: BTreeMap::new() };
    for row in ROWS {
        for name in row.0.split(' ') {
            names.exact.entry(name).or_insert(row);
            if let Some(word) = word(name) {
                names.folded.entry(word).or_insert(row);
            }
        }
    }
    names
});

/// The unit of exactly these letters.
fn spelled(name: &str) -> Option<Unit> {
    if let Some(row) = NAMES.exact.get(name) {
        return defined(row);
    }
    PREFIXES.iter().find_map(|(prefix, power)| {
        let row = NAMES.exact.get(name.strip_prefix(prefix)?).filter(|row| row.1 == Si)?;
        Some(defined(row)?.times(&Pow::pow(BigRational::from(BigInt::from(10)), power)))
    })
}

fn defined(row: &Row) -> Option<Unit> {
    let Row(names, _, definition) = row;
    if definition.is_empty() {
        return names.split(' ').next().map(Unit::base);
    }
    let (scale, offset) = definition.split_once(" @ ").unwrap_or((definition, "0"));
    let (factor, unit) = scale.split_once(' ').unwrap_or((scale, ""));
    let unit = if unit.is_empty() { Unit::one() } else { composed(unit)? };
    Some(Unit { offset: decimal::exact(offset)?, ..unit.times(&decimal::exact(factor)?) })
}

/// The name as it would be on a Latin keyboard: a Greek `Ν` and a Cyrillic `Н` do not look different from their twins to who types them.
fn latin(name: &str) -> String {
    let twin = |c| match c {
        'Α' | 'А' => 'A',
        'Β' | 'В' => 'B',
        'Ε' | 'Е' => 'E',
        'Ζ' => 'Z',
        'Η' | 'Н' => 'H',
        'Κ' | 'К' => 'K',
        'κ' | 'к' => 'k',
        'Μ' | 'М' => 'M',
        'м' => 'm',
        'Ν' => 'N',
        'Ρ' | 'Р' => 'P',
        'С' => 'C',
        'Τ' | 'Т' => 'T',
        'α' | 'а' => 'a',
        'е' => 'e',
        'ο' | 'о' => 'o',
        'р' | 'ρ' => 'p',
        'с' => 'c',
        other => other,
    };
    name.chars().map(twin).collect()
}

fn word(name: &str) -> Option<String> {
    name.chars().nth(2).map(|_| fold(name, Some(Lang::EL)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_row_is_defined() {
        for row in ROWS {
            assert!(defined(row).is_some(), "{}", row.0);
        }
    }

    #[test]
    fn no_name_stands_twice() {
        let mut seen = BTreeSet::new();
        for name in ROWS.iter().flat_map(|row| row.0.split(' ')) {
            assert!(seen.insert(name), "{name}");
        }
    }
}
