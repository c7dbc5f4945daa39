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
}

impl FromIterator<f64> for Series {
    fn from_iter<Values: IntoIterator<Item = f64>>(values: Values) -> Series {
        Series {
            values: values.into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Series;

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
    fn nothing_measured_is_no_number() {
        assert!(Series::default().median().is_nan());
        assert!(Series::default().least().is_nan());
    }
}
