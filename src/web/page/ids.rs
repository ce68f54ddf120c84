//! The page's elements, looked up once: every id that Rust knows stands in one table, which a test checks against
//! index.html.

use crate::text::Lang;
use crate::web::kit::elements::{all, set};
use crate::web::kit::other;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement};

macro_rules! ids {
    ($($name:ident = $id:literal,)*) => {
        /// An element of index.html.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Id { $($name,)* }

        impl Id {
            const ALL: &[&str] = &[$($id,)*];
        }
    };
}

ids! {
    AddsOther = "adds-other",
    AddsPositive = "adds-positive",
    Again = "again",
    Announce = "announce",
    BendPlane = "bend-plane",
    BendShare = "bend-share",
    Bent = "bent",
    BendOff = "bend-off",
    BendOn = "bend-on",
    BestLineHidden = "best-line-hidden",
    BestLineShown = "best-line-shown",
    BestMark = "best-mark",
    BestStep = "best-step",
    Capacity = "capacity",
    Chain = "chain",
    ChainB = "chain-b",
    ChainW = "chain-w",
    ClosedForm = "closed-form",
    ChapterMenu = "chapter-menu",
    CoefficientList = "coefficient-list",
    Cost = "cost",
    CsvFault = "csv-fault",
    CsvFile = "csv-file",
    CsvRead = "csv-read",
    CsvSave = "csv-save",
    CsvText = "csv-text",
    Epoch = "epoch",
    ErrorsHidden = "errors-hidden",
    ErrorsLines = "errors-lines",
    ErrorsSquares = "errors-squares",
    Fit = "fit",
    Formula = "formula",
    Gradients = "gradients",
    GradientsTold = "gradients-told",
    HeldOutLoss = "held-out-loss",
    HeldOutR2 = "held-out-r2",
    HeldOutRmse = "held-out-rmse",
    Knobs = "knobs",
    LawError = "law-error",
    LayerActivation = "layer-activation",
    LayerActivations = "layer-activations",
    LatestStep = "latest-step",
    LayerAdd = "layer-add",
    LayerCount = "layer-count",
    LayerRemove = "layer-remove",
    LayerSlider = "layer-slider",
    LayerWidth = "layer-width",
    LayerWidths = "layer-widths",
    Lay = "lay",
    LayU = "lay-u",
    LayUText = "lay-u-text",
    LayV = "lay-v",
    LayVText = "lay-v-text",
    Layers = "layers",
    LayersReadout = "layers-readout",
    LayersScroll = "layers-scroll",
    LinkBack = "link-back",
    LinkBar = "link-bar",
    LinkClose = "link-close",
    LinkCopied = "link-copied",
    LinkField = "link-field",
    LinkKeep = "link-keep",
    LinkOwn = "link-own",
    LinkProgress = "link-progress",
    LinkRefused = "link-refused",
    LinkReplay = "link-replay",
    LinkStep = "link-step",
    LinkStop = "link-stop",
    LinkUnread = "link-unread",
    LossTerms = "loss-terms",
    Losses = "losses",
    LossesLinear = "losses-linear",
    LossesLog = "losses-log",
    Message = "message",
    MessageClose = "message-close",
    MoreBrief = "more-brief",
    NeuronDead = "neuron-dead",
    NeuronFormula = "neuron-formula",
    NeuronInput = "neuron-input",
    NeuronName = "neuron-name",
    NeuronPart = "neuron-part",
    NeuronStack = "neuron-stack",
    NeuronsCount = "neurons-count",
    NeuronsLess = "neurons-less",
    NeuronsMore = "neurons-more",
    NewSeed = "new-seed",
    OwnMark = "own-mark",
    OwnParameters = "own-parameters",
    OwnRice = "own-rice",
    PaceFast = "pace-fast",
    PaceNormal = "pace-normal",
    PaceSlow = "pace-slow",
    PaceText = "pace-text",
    PanelLayers = "panel-layers",
    PartsHidden = "parts-hidden",
    PartsShown = "parts-shown",
    Penalty = "penalty",
    Pin = "pin",
    PinHint = "pin-hint",
    PinRow = "pin-row",
    PinRows = "pin-rows",
    Pins = "pins",
    PlainB = "plain-b",
    PlainW = "plain-w",
    Play = "play",
    PointAdd = "point-add",
    PointFlip = "point-flip",
    PointForm = "point-form",
    PointRemove = "point-remove",
    PointUndo = "point-undo",
    PointX = "point-x",
    PointY = "point-y",
    ProbeBeside = "probe-beside",
    ProbeX = "probe-x",
    ProbeX2 = "probe-x2",
    ProbeY = "probe-y",
    RateLimit = "rate-limit",
    Race = "race",
    RaceFault = "race-fault",
    RaceLane = "race-lane",
    RaceLanes = "race-lanes",
    RaceMany = "race-many",
    RaceTold = "race-told",
    Recover = "recover",
    Redo = "redo",
    Reset = "reset",
    Rules = "rules",
    Ruler = "ruler",
    RulerMark = "ruler-mark",
    Share = "share",
    Split = "split",
    Step = "step",
    Step1 = "step-1",
    Step10 = "step-10",
    Step100 = "step-100",
    StopEarly = "stop-early",
    Sum = "sum",
    Surface = "surface",
    SurfaceArrows = "surface-arrows",
    SurfaceAxes = "surface-axes",
    SurfaceCaption = "surface-caption",
    SurfaceLandscape = "surface-landscape",
    SurfaceMap = "surface-map",
    SurfaceU = "surface-u",
    SurfaceV = "surface-v",
    Sweep = "sweep",
    SweepFault = "sweep-fault",
    SweepFolds = "sweep-folds",
    SweepMeasure = "sweep-measure",
    SweepProgress = "sweep-progress",
    SweepSteps = "sweep-steps",
    SweepVary = "sweep-vary",
    SweepWords = "sweep-words",
    Timeline = "timeline",
    TimelineText = "timeline-text",
    Tries = "tries",
    TrainLoss = "train-loss",
    TrainR2 = "train-r2",
    TrainRmse = "train-rmse",
    Undo = "undo",
    Units = "units",
    UnitsLess = "units-less",
    UnitsMore = "units-more",
    UnseenRmse = "unseen-rmse",
    UpdateNote = "update-note",
    UpdateRow = "update-row",
    UpdateTerms = "update-terms",
    VerdictAfter = "verdict-after",
    VerdictBefore = "verdict-before",
    VerdictBeside = "verdict-beside",
    VerdictNumber = "verdict-number",
    Weighted = "weighted",
    WeightedAnswer = "weighted-answer",
    Walk = "walk",
    WalkAgain = "walk-again",
    WalkBack = "walk-back",
    WalkBefore = "walk-before",
    WalkCheck = "walk-check",
    WalkCount = "walk-count",
    WalkForward = "walk-forward",
    WalkLine = "walk-line",
    WalkLoss = "walk-loss",
    WalkOn = "walk-on",
    WalkPaths = "walk-paths",
    WalkStroll = "walk-stroll",
    WalkSums = "walk-sums",
    WalkTold = "walk-told",
    WalkTrial = "walk-trial",
    WalkTry = "walk-try",
    WalkWhich = "walk-which",
    WeightedFault = "weighted-fault",
    WeightedLayer = "weighted-layer",
    WeightedMap = "weighted-map",
    WeightedNeuron = "weighted-neuron",
    WeightedRow = "weighted-row",
    WeightedRows = "weighted-rows",
    WeightedSum = "weighted-sum",
}

/// The document and the elements that Rust writes to or listens at.
pub struct Page {
    document: Document,
    root: HtmlElement,
    /// In the order of `Id`, as is what was last written into each.
    elements: Vec<HtmlElement>,
    written: RefCell<Vec<Option<String>>>,
}

impl Page {
    /// Looks everything up.
    ///
    /// # Errors
    /// The id of an element that index.html does not have.
    pub fn new(document: Document) -> Result<Self, &'static str> {
        let root = document.document_element().ok_or("html")?.unchecked_into();
        let mut elements = Vec::new();
        for word in Id::ALL {
            // A template is an HTMLElement too.
            elements.push(document.get_element_by_id(word).ok_or(*word)?.unchecked_into());
        }
        let written = RefCell::new(vec![None; Id::ALL.len()]);
        Ok(Page { document, root, elements, written })
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// `<html>`.
    pub fn root(&self) -> &Element {
        &self.root
    }

    /// An element.
    pub fn get(&self, id: Id) -> &HtmlElement {
        // `new` has found every id of the table.
        &self.elements[id as usize]
    }

    /// An element that is an input.
    pub fn input(&self, id: Id) -> &HtmlInputElement {
        self.get(id).unchecked_ref()
    }

    /// Writes texts that stand one behind the other in a line. What follows one that is another than before is written as new
    /// text: of text that is pushed aside, a browser would count a jump.
    pub fn write_line(&self, texts: impl IntoIterator<Item = (Id, String)>) {
        let mut pushed = false;
        for (id, text) in texts {
            let other = self.written.borrow()[id as usize].as_ref() != Some(&text);
            if pushed {
                self.write(id, String::new());
            }
            pushed |= other;
            self.write(id, text);
        }
    }

    /// Writes an element's text if it is another than before.
    pub fn write(&self, id: Id, text: String) {
        let written = &mut self.written.borrow_mut()[id as usize];
        if written.as_ref() != Some(&text) {
            self.get(id).set_text_content(Some(&text));
            *written = Some(text);
        }
    }

    /// Writes the value of an input, unless the user is writing in it or it says so already.
    pub fn fill(&self, input: &HtmlInputElement, value: &str) {
        if !self.is_active(input) && input.value() != value {
            input.set_value(value);
        }
    }

    /// Whether the element has the focus.
    pub fn is_active(&self, element: &Element) -> bool {
        self.document.active_element().is_some_and(|active| &active == element)
    }

    /// Sets an attribute of `<html>` that style sheets look at, such as `data-state`.
    pub fn mark(&self, name: &str, value: &str) {
        if self.root.get_attribute(name).as_deref() != Some(value) {
            set(&self.root, name, value);
        }
    }

    /// The keys of the knobs whose values style sheets look at: `data-KEY` of `<html>` shows each.
    pub fn marked_knobs(&self) -> String {
        self.root.get_attribute("data-knobs").unwrap_or_default()
    }

    /// Shows the words of a language: those side by side by style; others change places with those of the other language,
    /// which an attribute keeps.
    pub fn speak(&self, lang: Lang) {
        let code = lang.pick("en", "zh-Hans");
        if self.root.get_attribute("lang").as_deref() == Some(code) {
            return;
        }
        self.mark("lang", code);
        other::swap(&self.document, None);
    }

    /// Every element with an attribute of this value; of any value, where an empty one is given.
    pub fn all(&self, attribute: &str, value: &str) -> Vec<Element> {
        all(&self.document, attribute, value)
    }

    /// Says something to those who listen instead of looking.
    pub fn announce(&self, text: String) {
        self.write(Id::Announce, text);
    }
}
