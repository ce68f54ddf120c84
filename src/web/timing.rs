//! What the benchmark asks the page to time.

use super::app::App;

impl App {
    /// Milliseconds, on average over so many, that these take: a forward pass of the training points, a cell of the loss
    /// surface, and all that is computed over x for the pictures.
    pub fn time_passes(&mut self, times: u32) -> [f64; 3] {
        let (session, n) = (&mut self.session, f64::from(times.max(1)));
        // The grid is chosen, which is done once for all of its cells.
        session.after_steps();
        session.fill_surface(1);
        let begin = self.clock.now();
        (0..times).for_each(|_| session.pass());
        let passed = self.clock.now();
        let cells = session.fill_surface(times as usize);
        let filled = self.clock.now();
        (0..times).for_each(|_| session.after_steps());
        [(passed - begin) / n, (filled - passed) / cells as f64, (self.clock.now() - filled) / n]
    }

    /// Milliseconds of script that one drawing of each picture takes, on average over many: (marks, all of it).
    pub fn time_drawing(&mut self, times: u32) -> Vec<(f64, f64)> {
        let (session, clock) = (&self.session, &self.clock);
        self.views.iter_mut().map(|view| view.time(&session.view(view.picture), times, clock)).collect()
    }
}
