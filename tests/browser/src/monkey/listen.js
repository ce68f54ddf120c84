// Runs in the page beside it: hears what goes wrong, and what is drawn that is no number. Loaded again, it goes on as it was.
(() => {
    if (globalThis.heard) return;
    const MOST = 20;
    const heard = (globalThis.heard = { errors: [], drawn: [], calls: 0, memories: [] });
    const tell = (list, what) => list.length < MOST && list.push(`${globalThis.monkey?.now ?? ""} ${what}`);

    addEventListener("error", (event) => tell(heard.errors, `error: ${event.message}`), true);
    addEventListener("unhandledrejection", (event) => tell(heard.errors, `unhandled: ${event.reason}`));
    for (const name of ["error", "warn"]) {
        const before = console[name];
        console[name] = (...told) => {
            tell(heard.errors, `console.${name}: ${told.join(" ")}`);
            before.apply(console, told);
        };
    }

    // A canvas passes over a call with NaN in silence: a line that should be there is missing.
    const wrong = (value) =>
        (typeof value === "number" && !Number.isFinite(value)) ||
        (typeof value === "string" && /NaN|Infinity/.test(value)) ||
        (Array.isArray(value) && value.some(wrong));
    const watch = (kind) => {
        for (const [name, of] of Object.entries(Object.getOwnPropertyDescriptors(kind.prototype))) {
            const through = (call, self, given) => {
                heard.calls++;
                for (const value of given) {
                    if (wrong(value)) {
                        tell(heard.drawn, `${kind.name}.${name}(${[...given].join(", ")})`);
                        break;
                    }
                }
                return call.apply(self, given);
            };
            if (typeof of.value === "function" && name !== "constructor") {
                const call = of.value;
                kind.prototype[name] = function (...given) {
                    return through(call, this, given);
                };
            } else if (of.set) {
                const call = of.set;
                const set = function (...given) {
                    through(call, this, given);
                };
                Object.defineProperty(kind.prototype, name, { ...of, set });
            }
        }
    };
    watch(CanvasRenderingContext2D);
    watch(Path2D);

    // Whatever leaves the page stays here: files, windows, printers, other sites.
    window.open = () => null;
    window.print = () => {};
    const press = HTMLElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
        if (!this.download && !this.target) press.call(this);
    };
    HTMLInputElement.prototype.showPicker = () => {};
    addEventListener(
        "click",
        (event) => {
            const link = event.target.closest?.("a[href]");
            const leaves = link && (link.download || link.target || link.href.split("#")[0] !== location.href.split("#")[0]);
            if (leaves || event.target.matches?.("input[type=file]")) event.preventDefault();
        },
        true,
    );
})();
