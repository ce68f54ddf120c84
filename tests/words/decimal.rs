//! Numbers as a pocket calculator has them, and random ones.

/// A printed number, exactly: `digits` times 10 to the minus `places`.
#[derive(Clone, Copy, Debug)]
pub struct Decimal {
    pub digits: i128,
    pub places: u32,
}

impl Decimal {
    pub fn read(text: &str) -> Decimal {
        let text = text.trim().replace(',', "").replace('−', "-");
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let digits = [whole, fraction].concat().parse().unwrap_or_else(|_| panic!("“{text}” is a decimal"));
        Decimal { digits, places: fraction.len() as u32 }
    }

    pub fn at(self, places: u32) -> i128 {
        self.digits * 10i128.pow(places - self.places)
    }

    pub fn times(self, other: Decimal) -> Decimal {
        Decimal { digits: self.digits * other.digits, places: self.places + other.places }
    }

    pub fn plus(self, other: Decimal) -> Decimal {
        let places = self.places.max(other.places);
        Decimal { digits: self.at(places) + other.at(places), places }
    }

    pub fn minus(self, other: Decimal) -> Decimal {
        self.plus(Decimal { digits: -other.digits, ..other })
    }

    pub fn value(self) -> f64 {
        self.digits as f64 / 10f64.powi(self.places as i32)
    }

    /// Whether a pocket calculator that shows this, over `n`, is rounded to `other`.
    pub fn over_rounds_to(self, n: i128, other: Decimal) -> bool {
        let places = self.places.max(other.places);
        2 * (self.at(places) - n * other.at(places)).abs() <= n * 10i128.pow(places - other.places)
    }

    pub fn rounds_to(self, other: Decimal) -> bool {
        self.over_rounds_to(1, other)
    }

    /// Whether it is a rounding of a value.
    pub fn is_of(self, value: f64) -> bool {
        (self.value() - value).abs() <= 0.500_001 * 10f64.powi(-(self.places as i32))
    }
}

/// Numbers of all magnitudes and both signs, the same each time.
pub struct Random(pub u64);

impl Random {
    pub fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1u64 << 53) as f64
    }

    pub fn of_size(&mut self, least: f64, most: f64) -> f64 {
        let sign = if self.unit() < 0.5 { -1.0 } else { 1.0 };
        sign * least * (most / least).powf(self.unit())
    }
}
