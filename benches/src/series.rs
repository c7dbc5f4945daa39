//! One thing, measured several times.

/// The values of one measurement, a value a round.
#[derive(Debug, Clone, Default)]
pub struct Series {
    /// In the order in which they were measured.
    values: Vec<f64>,
}

impl Series {
    /// Adds the value of one more round.
    pub fn push(&mut self, value: f64) {
        self.values.push(value);
    }

    /// The values, in the order in which they were measured.
    pub fn values(&self) -> impl Iterator<Item = f64> {
        self.values.iter().copied()
    }

    /// The middle value; of an even number of values, the mean of the middle
    /// two. NaN before the first.
    pub fn median(&self) -> f64 {
        let mut sorted = self.values.clone();
        sorted.sort_by(f64::total_cmp);
        let half = sorted.len() / 2;
        match sorted.len() {
            0 => f64::NAN,
            length if length % 2 == 1 => sorted[half],
            _ => f64::midpoint(sorted[half - 1], sorted[half]),
        }
    }

    /// The least value. NaN before the first.
    pub fn least(&self) -> f64 {
        self.values.iter().copied().fold(f64::NAN, f64::min)
    }

    /// The greatest value. NaN before the first.
    pub fn most(&self) -> f64 {
        self.values.iter().copied().fold(f64::NAN, f64::max)
    }

    /// Round by round, how many times what was measured beside it.
    pub fn over(&self, beside: &Series) -> Series {
        let pairs = self.values.iter().zip(&beside.values);
        pairs.map(|(value, other)| value / other).collect()
    }

    /// For a report: `1.23 (1.20–1.31)`, the median and the range, which no
    /// line of a table breaks.
    pub fn told(&self) -> String {
        let [median, least, most] = [self.median(), self.least(), self.most()].map(number);
        format!("{median} ({least}–\u{2060}{most})")
    }
}

impl FromIterator<f64> for Series {
    fn from_iter<Values: IntoIterator<Item = f64>>(values: Values) -> Series {
        Series {
            values: values.into_iter().collect(),
        }
    }
}

/// For a report: three figures where there are decimals, and thousands apart.
pub fn number(value: f64) -> String {
    let decimals = match value.abs() {
        size if size < 9.995 => 2,
        size if size < 99.95 => 1,
        _ => 0,
    };
    let text = format!("{value:.decimals$}");
    let (digits, rest) = match text.find('.') {
        Some(point) => text.split_at(point),
        None => (text.as_str(), ""),
    };
    thousands_apart(digits) + rest
}

/// For a report: `10,000`.
pub fn whole(value: usize) -> String {
    thousands_apart(&value.to_string())
}

fn thousands_apart(digits: &str) -> String {
    let mut apart = String::new();
    for (place, digit) in digits.chars().enumerate() {
        let left = digits.len() - place;
        if left.is_multiple_of(3) && apart.ends_with(|last: char| last.is_ascii_digit()) {
            apart.push(',');
        }
        apart.push(digit);
    }
    apart
}

#[cfg(test)]
mod tests {
    use super::{Series, number, whole};

    #[test]
    fn the_median_stands_in_the_middle_in_any_order() {
        assert_eq!(Series::from_iter([3.0, 1.0, 2.0]).median(), 2.0);
        assert_eq!(Series::from_iter([4.0, 1.0, 2.0, 3.0]).median(), 2.5);
        assert_eq!(Series::from_iter([7.0]).median(), 7.0);
    }

    #[test]
    fn the_range_goes_from_the_least_to_the_most() {
        let series = Series::from_iter([3.0, 1.0, 2.0]);
        assert_eq!((series.least(), series.most()), (1.0, 3.0));
    }

    #[test]
    fn ratios_are_taken_round_by_round() {
        let ratios = Series::from_iter([2.0, 9.0, 4.0]).over(&Series::from_iter([1.0, 3.0, 4.0]));
        assert_eq!(ratios.told(), "2.00 (1.00–\u{2060}3.00)");
    }

    #[test]
    fn a_number_has_three_figures_and_thousands_apart() {
        let told = [0.004, 1.234, 12.34, 99.97, 999.6, 1_234_567.0].map(number);
        let expected = ["0.00", "1.23", "12.3", "100", "1,000", "1,234,567"];
        assert_eq!(told, expected);
        assert_eq!([8, 10_000].map(whole), ["8", "10,000"]);
        assert_eq!([-1234.5, f64::NAN].map(number), ["-1,234", "NaN"]);
    }

    #[test]
    fn nothing_measured_is_no_number() {
        assert!(Series::default().median().is_nan());
        assert!(Series::default().least().is_nan());
    }
}
