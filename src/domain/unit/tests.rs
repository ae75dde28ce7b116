//! Cases of units: spellings that are the same, conversions, and what is no unit.

use num_rational::BigRational;
use proptest::prelude::*;

use super::{convert, parse};
use crate::domain::decimal::exact;

fn check(value: &str, from: &str, expected: &str, to: &str) {
    let (source, target) = (parse(from), parse(to));
    assert!(source.is_some(), "{from}");
    assert!(target.is_some(), "{to}");
    let found = convert(&exact(value).unwrap(), &source.unwrap(), &target.unwrap());
    assert_eq!(found, exact(expected), "{value} {from} in {to}");
}

#[test]
fn units_convert_by_dimension() {
    check("6617", "N·mm", "6.617", "N·m");
    check("1", "in", "25.4", "mm");
    check("1", "ft", "304.8", "mm");
    check("1", "lb", "0.45359237", "kg");
    check("1", "m³", "1000", "l");
    check("1", "ha", "10000", "m²");
    check("2.5", "MPa", "2.5", "N/mm²");
    check("1", "kgf/cm²", "0.980665", "bar");
    check("1", "at", "98066.5", "Pa");
    check("1", "kgf", "9.80665", "N");
    check("1", "t/m3", "1000", "kg/m3");
    check("36", "km/h", "10", "m/s");
    check("1", "kWh", "3.6", "MJ");
    check("50", "Hz", "3000", "1/min");
    check("3000", "rpm", "50", "s-1");
    check("230", "V·A", "230", "W");
    check("1", "BTU", "1055.05585262", "J");
    check("1500", "mAh", "1.5", "Ah");
    check("15", "%", "0.15", "");
    check("3", "‰", "0.3", "%");
    check("12", "mm/m", "1.2", "%");
    check("500", "g/m²", "0.5", "kg/m2");
    check("0.072", "W/(m·K)", "72", "mW/(m·K)");
    check("1", "kcal/(m·h·°C)", "1.163", "W/(m·K)");
    check("2.5", "m²·K/W", "2.5", "m2 °C/W");
    check("0.03", "mg/(m·h·Pa)", "0.03", "мг/(м·ч·Па)");
    check("6", "l/100 km", "0.06", "l/km");
    check("1200", "€/t", "1.2", "EUR/kg");
    check("2", "years", "24", "months");
    check("1", "cP", "1", "mPa·s");
    check("4.7", "µF", "4700", "nF");
}

#[test]
fn temperatures_have_an_offset_alone_and_none_in_products() {
    check("100", "°C", "373.15", "K");
    check("212", "°F", "100", "°C");
    check("-40", "°F", "-40", "°C");
    check("0", "K", "-459.67", "°F");
    check("1", "W/(m²·K)", "1", "W/(m²·°C)");
    check("9", "1/K", "5", "1/°F");
}

#[test]
fn one_unit_has_many_spellings() {
    for (unit, spellings) in [
        ("N·mm", "N*mm;Nmm;N mm;N.mm;N×mm;N-mm;Н·мм;Ν·mm;Нмм;N⋅mm;mm N"),
        ("kN·m", "kNm;KNm;kN m;κN·m;кН·м;кНм;kΝm"),
        ("mm²", "mm2;mm^2;mm**2;mm*mm;㎟;мм²;кв.мм;sq mm;sq. mm;τ.χιλ."),
        ("m²", "m2;τ.μ.;τ.μ;τμ;sq m;sqm;кв. м;м²;м.кв.;μ²;m m"),
        ("m³", "m3;κ.μ.;куб. м;м3;cbm;l l-1 m^3"),
        ("mm", "χλστ;χιλ.;χιλιοστά;ΧΙΛΙΟΣΤΆ;Χιλιοστα;миллиметров;millimetres;Millimeters;мм;MM"),
        ("kg", "кг;κιλά;Κιλα;kgs;Kg;kilograms;килограмм;κg"),
        ("MPa", "МПа;ΜPa;МРа;N/mm2;Н/мм²;MN/m²;Mpa;MPA"),
        ("°C", "ºC;°С;℃;C;˚C;Celsius;° C;deg C;degrees Celsius;градусов Цельсия;βαθμοί Κελσίου"),
        ("\"", "″;”;in;inches;'';ίντσες;дюймов"),
        ("'", "′;ft;feet;’"),
        ("Ω", "Ω;Ohm;ohms;Ом;OHM"),
        ("µm", "μm;um;мкм;micron;microns;μικρά"),
        ("W/(m·K)", "W/m·K;W/mK;W/m K;W/m/K;W m-1 K-1;W·m⁻¹·K⁻¹;Вт/(м·К);Вт/м·°С;Вт/(м·°С);W/(mK)"),
        ("W/(m²·K)", "W/m²K;W/m2K;W/m2·K;Вт/м²К;Вт/(м²·К)"),
        ("kg/m³", "kg/m3;kg m-3;kg·m⁻³;kg per m3;кг/м³;κιλά ανά m³"),
        ("1/min", "/min;min-1;min⁻¹;rpm;об/мин;σ.α.λ.;στροφές"),
        ("pcs", "pc;τεμ.;τεμάχια;шт;шт.;"),
        ("PS", "л.с.;ίπποι"),
        ("€", "EUR;ευρώ;евро;Euro"),
        ("l", "L;л;λίτρα;liter;dm³;Liters"),
        ("h", "ώρες;ч;часов;hours"),
        ("bar", "бар;BAR;Bar"),
        ("g", "γρ.;γραμμάρια;г;гр.;грамм"),
    ] {
        for spelling in spellings.split(';') {
            let found = parse(spelling);
            assert!(found.is_some() && found == parse(unit), "{spelling} is {unit}: {found:?}");
        }
    }
}

#[test]
fn what_differs_in_kind_does_not_convert() {
    for (one, other) in [
        ("kg", "m"),
        ("N", "kg"),
        ("€", "$"),
        ("°", "°C"),
        ("mm", "mm²"),
        ("dB", "%"),
        ("HB", "HRC"),
        ("lm", "lx"),
        ("month", "d"),
    ] {
        assert!(!parse(one).unwrap().converts_to(&parse(other).unwrap()), "{one} {other}");
    }
    assert_ne!(parse("mW"), parse("MW"));
    assert_ne!(parse("mPa"), parse("MPa"));
}

#[test]
fn what_is_no_unit_is_none() {
    for text in [
        "parsec",
        "abc",
        "frogs",
        "kg/",
        "(kg",
        "kg)",
        "()",
        "^2",
        "m^",
        "m^10",
        "m^-",
        "**",
        "/",
        "//m",
        "kkg",
        "0/m",
        "m2000000000",
        "…",
        ".",
        "1e5",
        "((((m))))",
        "m·",
    ] {
        assert!(parse(text).is_none(), "{text}");
    }
    assert!(parse(&"m".repeat(10_000)).is_none());
    assert!(parse(&"(".repeat(59)).is_none());
    assert!(parse("m m m m m m m m m m m m m").is_none());
}

proptest! {
    #[test]
    fn there_and_back_is_the_same_number(
        numerator in any::<i64>(),
        denominator in 1..1_000_000_i64,
        pair in proptest::sample::select(vec![("°F", "K"), ("psi", "bar"), ("in", "mm"), ("hp", "kW"), ("lb/ft3", "kg/m3"), ("°", "rad")]),
    ) {
        let value = BigRational::new(numerator.into(), denominator.into());
        let (from, to) = (parse(pair.0).unwrap(), parse(pair.1).unwrap());
        let there = convert(&value, &from, &to).unwrap();
        prop_assert_eq!(convert(&there, &to, &from), Some(value));
    }

    #[test]
    fn nothing_typed_breaks_it(text in "\\PC{0,60}|[a-zA-Zкмμ°/()^*. 0-9-]{0,60}") {
        let _ = parse(&text);
    }
}
