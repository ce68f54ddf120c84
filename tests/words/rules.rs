//! The formulas that the page shows are what the engine computes: they are read, computed in f64, and compared.

use kittengrad::learn::{
    Activation, Batch, Dropout, Loss, Optimizer, OptimizerState, Penalty, Recipe, Schedule, Shape, Workspace, forward,
};
use kittengrad::session::knobs::{self, KNOBS, Kind, Value};
use kittengrad::session::{LossKind, Model, OptimizerKind, Settings};
use kittengrad::text::{Lang, recipe, rules};
use std::collections::BTreeMap;

/// Reads the notation that `rules` documents.
struct Reader<'a> {
    text: Vec<char>,
    at: usize,
    names: BTreeMap<String, f64>,
    /// What Σ runs over, each in its turn called w.
    weights: &'a [f64],
}

impl<'a> Reader<'a> {
    /// Does what a rule says, part by part; the value of the last part.
    fn run(rule: &str, names: &mut BTreeMap<String, f64>, weights: &'a [f64]) -> f64 {
        // Later parts may say what names of earlier ones are: those that only name something come first.
        let mut parts: Vec<&str> = rule.split("; ").collect();
        parts.sort_by_key(|part| !part.contains(" = ") && !part.contains(" ← "));
        let mut value = f64::NAN;
        for part in parts {
            let (name, formula) =
                part.split_once(" ← ").or(part.split_once(" = ")).map_or((None, part), |(n, f)| (Some(n), f));
            let mut reader = Reader { text: formula.chars().collect(), at: 0, names: names.clone(), weights };
            value = reader.sum();
            assert_eq!(reader.at, reader.text.len(), "“{formula}” is read to its end");
            if let Some(name) = name {
                names.insert(name.to_owned(), value);
            }
        }
        value
    }

    fn next(&mut self) -> Option<char> {
        while self.text.get(self.at) == Some(&' ') {
            self.at += 1;
        }
        self.text.get(self.at).copied()
    }

    fn take(&mut self, wanted: char) -> bool {
        let found = self.next() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn must(&mut self, wanted: char) {
        assert!(self.take(wanted), "{wanted} at {} of {}", self.at, self.text.iter().collect::<String>());
    }

    fn sum(&mut self) -> f64 {
        let mut value = if self.take('−') { -self.product() } else { self.product() };
        loop {
            if self.take('+') {
                value += self.product();
            } else if self.take('−') {
                value -= self.product();
            } else {
                return value;
            }
        }
    }

    fn product(&mut self) -> f64 {
        let mut value = self.power();
        loop {
            if self.take('·') {
                value *= self.power();
            } else if self.take('/') {
                value /= self.power();
            } else {
                return value;
            }
        }
    }

    fn power(&mut self) -> f64 {
        if self.take('√') {
            return self.power().sqrt();
        }
        if self.take('Σ') {
            let start = self.at;
            let terms = self.weights.to_vec();
            return terms
                .iter()
                .map(|w| {
                    self.at = start;
                    self.names.insert("w".to_owned(), *w);
                    self.power()
                })
                .sum();
        }
        let base = self.atom();
        if self.take('²') {
            base * base
        } else if self.take('^') {
            base.powf(self.power())
        } else {
            base
        }
    }

    fn atom(&mut self) -> f64 {
        for (open, close, of) in [('(', ')', (|v| v) as fn(f64) -> f64), ('|', '|', f64::abs), ('⌊', '⌋', f64::floor)]
        {
            if self.take(open) {
                let value = of(self.sum());
                self.must(close);
                return value;
            }
        }
        let rest: String = self.text[self.at..].iter().collect();
        if rest.starts_with("10⁻⁸") {
            self.at += 4;
            return 1e-8;
        }
        let number: String = rest.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        if !number.is_empty() {
            self.at += number.len();
            return number.parse().expect("a number");
        }
        let name: String = rest.chars().take_while(|c| c.is_alphabetic() || *c == '\u{302}').collect();
        self.at += name.chars().count();
        if !self.take('(') {
            return match name.as_str() {
                "e" => std::f64::consts::E,
                "π" => std::f64::consts::PI,
                _ => *self.names.get(&name).unwrap_or_else(|| panic!("“{name}” of “{rest}” is not known")),
            };
        }
        let first = self.sum();
        let second = if self.take(',') { self.sum() } else { f64::NAN };
        self.must(')');
        match name.as_str() {
            "max" => first.max(second),
            "min" => first.min(second),
            "tanh" => first.tanh(),
            "sin" => first.sin(),
            "cos" => first.cos(),
            "ln" => first.ln(),
            "Φ" => 0.5 * libm::erfc(-first / std::f64::consts::SQRT_2),
            _ => panic!("no function {name}"),
        }
    }
}

fn names(all: &[(&str, f64)]) -> BTreeMap<String, f64> {
    all.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
}

fn near(said: f64, done: f64, what: &str) {
    assert!((said - done).abs() <= 2e-6 * done.abs().max(1.0), "{what}: it says {said}, the engine has {done}");
}

#[test]
fn activations_are_what_they_say() {
    for activation in Activation::ALL {
        for i in -60..=60 {
            let z = f64::from(i) / 10.0;
            let mut a = [z as f32];
            activation.apply(&mut a);
            let rule = rules::activation(activation);
            near(Reader::run(rule, &mut names(&[("z", z)]), &[]), a[0].into(), &format!("{rule} at {z}"));
        }
    }
}

#[test]
fn losses_are_what_they_say() {
    let shape = Shape::linear(1);
    let mut batch = Batch::new(1, 1, 1);
    batch.target_mut(0)[0] = 0.25;
    let mut work = Workspace::new(&shape, &batch);
    // That of several classes is for people only: the notation has no sum over them.
    for loss in Loss::ALL.into_iter().filter(|loss| *loss != Loss::CrossEntropy) {
        for i in -30..=30 {
            let r = f64::from(i) / 8.0;
            forward(&[0.0, (r + 0.25) as f32], &batch, &mut work);
            let said = Reader::run(rules::loss(loss), &mut names(&[("r", r), ("y", 0.25), ("ŷ", r + 0.25)]), &[]);
            // The name m of Huber's rule is told after it is used.
            near(said, loss.value(&batch, &work).into(), &format!("{loss:?} at {r}"));
        }
    }
}

#[test]
fn every_loss_has_its_formula_and_those_that_can_be_set_their_name() {
    assert!(Loss::ALL.iter().all(|loss| !rules::loss(*loss).is_empty()));
    for loss in [LossKind::MeanSquared, LossKind::MeanAbsolute, LossKind::Huber] {
        let settings = Settings { loss, ..Settings::default() };
        for lang in [Lang::En, Lang::ZhHans] {
            assert!(rules::all(&settings, lang).contains(rules::loss(settings.recipe().loss)), "{loss:?}");
            let plain = recipe::brief(&Settings::default(), lang);
            assert_eq!(recipe::brief(&settings, lang) == plain, loss == Settings::default().loss, "{loss:?}");
        }
    }
}

#[test]
fn penalties_are_what_they_say() {
    let shape = Shape::network(1, &[3], Activation::Tanh, 1);
    let parameters: Vec<f32> = (0..shape.parameter_count()).map(|i| 0.3 * i as f32 - 1.1).collect();
    let weights: Vec<f64> = shape.views().flat_map(|v| parameters[v.weights].to_vec()).map(f64::from).collect();
    for strength in [0.0001, 0.03, 1.5, 10.0] {
        for penalty in [Penalty::L1 { strength }, Penalty::L2 { strength }] {
            let said = Reader::run(&rules::penalty(penalty), &mut names(&[]), &weights);
            near(said, penalty.value(&shape, &parameters).into(), &format!("{penalty:?}"));
        }
    }
}

#[test]
fn optimizers_and_schedules_are_what_they_say() {
    let schedules = [
        Schedule::Constant,
        Schedule::Step { every: 3, factor: 0.5 },
        Schedule::Cosine { over: 9 },
        Schedule::WarmUp { over: 7, from: 0.1 },
    ];
    let optimizers = [
        Optimizer::Descent,
        Optimizer::Momentum { momentum: 0.85 },
        Optimizer::Nesterov { momentum: 0.9 },
        Optimizer::RmsProp,
        Optimizer::Adam,
    ];
    for optimizer in optimizers {
        for schedule in schedules {
            let recipe =
                Recipe { optimizer, schedule, learning_rate: 0.07, dropout: Dropout::default(), ..Recipe::default() };
            let mut known = names(&[("w", 0.5), ("v", 0.0), ("m", 0.0), ("s", 0.0)]);
            let (mut parameters, mut memory) = ([0.5_f32], OptimizerState::new(1));
            for t in 0..12_u32 {
                let gradient = (f64::from(t) * 1.7).sin() as f32;
                known.insert("g".to_owned(), gradient.into());
                known.insert("t".to_owned(), t.into());
                let rate = Reader::run(&rules::rate(&recipe), &mut known, &[]);
                let done = recipe.learning_rate * schedule.factor(t.into());
                near(rate, done.into(), &format!("{schedule:?} at {t}"));
                Reader::run(&rules::optimizer(optimizer), &mut known, &[]);
                optimizer.step(&mut parameters, &[gradient], done, &mut memory);
                near(known["w"], parameters[0].into(), &format!("{optimizer:?} {schedule:?} at {t}"));
            }
        }
    }
}

/// Every number that the form can set is the one that the rules show, and every choice shows.
#[test]
fn the_rules_on_the_page_follow_every_knob() {
    let shown = |settings: &Settings| {
        let all = [Lang::En, Lang::ZhHans].map(|lang| rules::all(settings, lang));
        assert!(all.iter().all(|text| text.lines().all(|line| !line.is_empty() && line.trim() == line)));
        assert_ne!(all[0], all[1]);
        all
    };
    let base = Settings { model: Model::Network, ..Settings::default() };
    assert_eq!(recipe::brief(&base, Lang::En), "Adam", "what suits a network");
    assert_eq!(recipe::brief(&Settings::default(), Lang::En), "gradient descent", "and a line");
    let base = Settings { optimizer: OptimizerKind::Descent, activation: Activation::Tanh, ..base };
    for key in ["activation", "loss", "optimizer", "schedule", "penalty"] {
        let Some(Kind::Choice(words)) = KNOBS.iter().find(|k| k.key == key).map(|k| k.kind) else { panic!("{key}") };
        let mut seen = Vec::new();
        for word in words {
            let mut settings = base.clone();
            knobs::parse(key, &Value::Text((*word).to_owned())).expect("allowed").apply(&mut settings);
            let text = shown(&settings);
            // What suits the model is told as what it stands for.
            if *word != "suited" {
                assert!(!seen.contains(&text), "{key} {word} is shown as another");
                seen.push(text);
            }
            let changed = settings != base && key != "activation";
            for lang in [Lang::En, Lang::ZhHans] {
                assert_eq!(recipe::brief(&settings, lang) != recipe::brief(&base, lang), changed, "{key} {word}");
            }
        }
    }
    for (key, value, with) in [
        ("learning-rate", "0.012345", ("schedule", "constant")),
        ("learning-rate", "0.00001", ("schedule", "constant")),
        ("momentum", "0.83", ("optimizer", "nesterov")),
        ("schedule-steps", "777", ("schedule", "cosine")),
        ("penalty-strength", "0.037", ("penalty", "l1")),
    ] {
        let mut settings = base.clone();
        for (key, value) in [(key, value), with] {
            knobs::parse(key, &Value::Text(value.to_owned())).expect("allowed").apply(&mut settings);
        }
        assert!(shown(&settings).iter().all(|text| text.contains(value)), "{key} {value}");
    }
    let mixed = Settings { activations: vec![None, Some(Activation::Gelu)], ..base };
    assert!(shown(&mixed)[0].starts_with("layer 1: a = tanh(z)\nlayer 2: a = z·Φ(z)"));
}
