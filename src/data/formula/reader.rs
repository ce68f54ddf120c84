//! From a text to the parts of a formula, by recursive descent: a sum of products of powers.

use super::fault::{FormulaFault, MOST_SIGNS, Why};
use super::functions::{Function, Pair};
use super::term::Term;
use crate::data::decimal;

/// How deeply a formula may be nested: no text may exhaust the stack.
const DEEPEST: usize = 64;

/// Raised digits, by their value.
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

type Read = Result<Term, FormulaFault>;

struct Reader {
    /// The signs, each brought to its plain form.
    signs: Vec<char>,
    at: usize,
    depth: usize,
    /// Brackets and bars that stand open, with their places.
    open: Vec<(char, usize)>,
    /// A comma separates the two numbers of a function here, and no decimals.
    separates: bool,
}

pub fn read(text: &str) -> Read {
    let signs: Vec<char> = text.chars().map(plain).collect();
    if signs.len() > MOST_SIGNS {
        return Err(FormulaFault { at: MOST_SIGNS, why: Why::TooLong });
    }
    let at = name_before(&signs);
    let mut reader = Reader { signs, at, depth: 0, open: Vec::new(), separates: false };
    let sum = reader.sum()?;
    match reader.peek() {
        None => Ok(sum),
        Some(')') => Err(reader.fault(Why::Closed(')'))),
        Some(sign) => Err(reader.fault(Why::Strange(sign))),
    }
}

/// Where the formula begins, after `y =`, `f(x) =` or the like.
fn name_before(signs: &[char]) -> usize {
    let Some(equals) = signs.iter().position(|sign| *sign == '=') else { return 0 };
    let name: String = signs[..equals].iter().filter(|sign| !sign.is_whitespace()).collect();
    if ["y", "ŷ", "f(x)", "y(x)"].contains(&name.as_str()) { equals + 1 } else { 0 }
}

/// One sign for all that mean the same; full-width signs lie side by side with those of ASCII.
fn plain(sign: char) -> char {
    match sign {
        '−' | '–' | '—' | '－' => '-',
        '×' | '·' | '∙' | '⋅' | '•' => '*',
        '÷' | '∕' => '/',
        '（' | '[' | '{' | '［' | '【' => '(',
        '）' | ']' | '}' | '］' | '】' => ')',
        '，' | '、' => ',',
        '；' => ';',
        '\u{3000}' | '\u{a0}' => ' ',
        'Π' => 'π',
        '！'..='～' => char::from_u32(sign as u32 - 0xfee0).map_or(sign, |sign| sign.to_ascii_lowercase()),
        _ => sign.to_ascii_lowercase(),
    }
}

impl Reader {
    fn fault(&self, why: Why) -> FormulaFault {
        FormulaFault { at: self.at, why }
    }

    /// The next sign that is no space.
    fn peek(&mut self) -> Option<char> {
        while self.signs.get(self.at).is_some_and(|sign| sign.is_whitespace()) {
            self.at += 1;
        }
        self.signs.get(self.at).copied()
    }

    /// Whether this sign is next; then it is passed.
    fn takes(&mut self, sign: char) -> bool {
        let there = self.peek() == Some(sign);
        self.at += usize::from(there);
        there
    }

    fn sum(&mut self) -> Read {
        if self.depth == DEEPEST {
            return Err(self.fault(Why::TooLong));
        }
        self.depth += 1;
        let mut sum = self.product()?;
        loop {
            let pair = match self.peek() {
                Some('+') => Pair::Plus,
                Some('-') => Pair::Minus,
                _ => break,
            };
            self.at += 1;
            sum = joined(pair, sum, self.product()?);
        }
        self.depth -= 1;
        Ok(sum)
    }

    fn product(&mut self) -> Read {
        let mut product = self.signed()?;
        loop {
            let pair = match self.peek() {
                Some('*') => Pair::Times,
                Some('/') => Pair::Over,
                Some('%') => Pair::Modulo,
                // Nothing between two factors: 2x, 3(x + 1), x sin(x).
                Some(sign) if self.begins_factor(sign) => {
                    product = joined(Pair::Times, product, self.power()?);
                    continue;
                }
                _ => break,
            };
            self.at += 1;
            product = joined(pair, product, self.signed()?);
        }
        Ok(product)
    }

    /// Whether a factor begins here, though no sign of multiplication stands before it. A bar closes what stands open.
    fn begins_factor(&self, sign: char) -> bool {
        let bar = sign == '|' && self.open.last().is_none_or(|(open, _)| *open != '|');
        bar || sign == '(' || sign == '√' || sign.is_alphabetic() || sign.is_ascii_digit() || sign == '.'
    }

    fn signed(&mut self) -> Read {
        let mut minus = false;
        loop {
            match self.peek() {
                Some('-') => minus = !minus,
                Some('+') => {}
                _ => break,
            }
            self.at += 1;
        }
        let power = self.power()?;
        Ok(if minus { Term::Minus(Box::new(power)) } else { power })
    }

    fn power(&mut self) -> Read {
        let base = self.factor()?;
        if let Some(exponent) = self.raised() {
            return Ok(joined(Pair::Power, base, exponent));
        }
        let stars = self.peek() == Some('*') && self.signs.get(self.at + 1) == Some(&'*');
        if !stars && self.peek() != Some('^') {
            return Ok(base);
        }
        self.at += if stars { 2 } else { 1 };
        if self.depth == DEEPEST {
            return Err(self.fault(Why::TooLong));
        }
        self.depth += 1;
        let exponent = self.signed()?;
        self.depth -= 1;
        Ok(joined(Pair::Power, base, exponent))
    }

    /// Raised digits, as in x² and x⁻¹.
    fn raised(&mut self) -> Option<Term> {
        let mut at = self.at;
        let minus = self.signs.get(at) == Some(&'⁻');
        at += usize::from(minus);
        let (start, mut value) = (at, 0.0);
        while let Some(digit) = self.signs.get(at).and_then(|sign| RAISED.chars().position(|raised| raised == *sign)) {
            value = 10.0 * value + digit as f64;
            at += 1;
        }
        if at == start {
            return None;
        }
        self.at = at;
        Some(Term::Number(if minus { -value } else { value }))
    }

    fn factor(&mut self) -> Read {
        match self.peek() {
            Some('(') => self.within('('),
            Some('|') => Ok(Term::Of(Function::Abs, Box::new(self.within('|')?))),
            Some('√') => {
                self.at += 1;
                Ok(Term::Of(Function::Sqrt, Box::new(self.factor()?)))
            }
            Some(sign) if sign.is_ascii_digit() || sign == '.' => self.number(),
            Some(sign) if sign.is_alphabetic() => self.name(),
            Some(')') if self.open.is_empty() => Err(self.fault(Why::Closed(')'))),
            None | Some('+' | '-' | '*' | '/' | '%' | '^' | ')' | ',' | ';') => Err(self.fault(Why::Missing)),
            Some(sign) => Err(self.fault(Why::Strange(sign))),
        }
    }

    /// What stands between brackets or bars, of which the first is next.
    fn within(&mut self, open: char) -> Read {
        let before = self.opened(open);
        let inner = self.sum()?;
        self.close()?;
        self.separates = before;
        Ok(inner)
    }

    /// Passes a bracket or a bar that opens; returns whether a comma separated until then.
    fn opened(&mut self, open: char) -> bool {
        self.open.push((open, self.at));
        self.at += 1;
        std::mem::take(&mut self.separates)
    }

    /// Passes what closes the bracket, or the bar, that stands open last.
    fn close(&mut self) -> Result<(), FormulaFault> {
        let Some(&(open, place)) = self.open.last() else { return Ok(()) };
        if self.takes(if open == '|' { '|' } else { ')' }) {
            self.open.pop();
            return Ok(());
        }
        Err(match self.peek() {
            None | Some(')') => FormulaFault { at: place, why: Why::Open(open) },
            Some(sign) => self.fault(Why::Strange(sign)),
        })
    }

    fn number(&mut self) -> Read {
        let (start, mut text, mut point) = (self.at, String::new(), false);
        while let Some(&sign) = self.signs.get(self.at) {
            let before_digit = self.signs.get(self.at + 1).is_some_and(char::is_ascii_digit);
            match sign {
                '0'..='9' => text.push(sign),
                '.' if !point => {
                    point = true;
                    text.push('.');
                }
                ',' if !point && !self.separates && before_digit => {
                    point = true;
                    text.push('.');
                }
                _ => break,
            }
            self.at += 1;
        }
        self.exponent(&mut text);
        match decimal::read(&text) {
            Some(number) if number.is_finite() => Ok(Term::Number(number)),
            _ => Err(FormulaFault { at: start, why: Why::Missing }),
        }
    }

    /// The exponent of a number such as 2e3 or 1.5e−7, if there is one: the e stands at the number, and digits behind it.
    fn exponent(&mut self, text: &mut String) {
        let sign = |at: usize| self.signs.get(at).copied();
        let mut at = self.at + 1;
        let minus = sign(at) == Some('-');
        at += usize::from(minus || sign(at) == Some('+'));
        let digits: String = self.signs.iter().skip(at).take_while(|sign| sign.is_ascii_digit()).collect();
        if sign(self.at) == Some('e') && !digits.is_empty() {
            text.push('e');
            if minus {
                text.push('-');
            }
            text.push_str(&digits);
            self.at = at + digits.len();
        }
    }

    /// x, a constant, or a function of what follows in brackets.
    fn name(&mut self) -> Read {
        let start = self.at;
        let mut name = String::new();
        while let Some(&sign) = self.signs.get(self.at).filter(|sign| sign.is_alphanumeric()) {
            name.push(sign);
            self.at += 1;
        }
        match name.as_str() {
            "x" => return Ok(Term::X),
            "e" => return Ok(Term::Number(std::f64::consts::E)),
            "pi" | "π" => return Ok(Term::Number(std::f64::consts::PI)),
            _ => {}
        }
        let (function, pair) = (Function::named(&name), Pair::named(&name));
        if function.is_none() && pair.is_none() {
            // x sin(x) without the space, πx, x2.
            let first = name.chars().next();
            if first == Some('x') || first == Some('π') {
                self.at = start + 1;
                return Ok(if first == Some('x') { Term::X } else { Term::Number(std::f64::consts::PI) });
            }
            self.at = start;
            return Err(self.fault(Why::Unknown(name)));
        }
        if self.peek() != Some('(') {
            self.at = start;
            return Err(self.fault(Why::NoBrackets(name)));
        }
        match (function, pair) {
            (_, Some(pair)) => self.both(pair, name),
            (Some(function), None) => Ok(Term::Of(function, Box::new(self.within('(')?))),
            (None, None) => Err(self.fault(Why::Unknown(name))),
        }
    }

    /// The two numbers of a function, in brackets, of which the first is next.
    fn both(&mut self, pair: Pair, name: String) -> Read {
        let before = self.opened('(');
        self.separates = true;
        let first = self.sum()?;
        if !self.takes(',') && !self.takes(';') {
            return Err(match self.peek() {
                Some(')') => self.fault(Why::Second(name)),
                _ => self.close().err().unwrap_or_else(|| self.fault(Why::Second(name))),
            });
        }
        self.separates = true;
        let second = self.sum()?;
        self.close()?;
        self.separates = before;
        Ok(joined(pair, first, second))
    }
}

fn joined(pair: Pair, a: Term, b: Term) -> Term {
    Term::Both(pair, Box::new([a, b]))
}
