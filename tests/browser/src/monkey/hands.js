// Runs in the page: gestures by chance, a number each, so that the same number of the same seed is the same gesture. It knows no
// control by name: whatever is seen can be pressed, turned, dragged and written into.
(() => {
    const LANDS = "button, select, input, textarea, summary, a[href], [role=application], [tabindex]";
    const WORDS = ["", "0", "-1", "3.7", "1e9", "1e-9", "12", "8,8", "64", "1,2,3", "x", "离", "200", "0.1", "99999999999"];
    const TABLES = [
        "x,y\n1,2\n2,4\n3,5\n4,9",
        "a;b;c\n1,5;2;cat\n2,5;3;dog\n4,5;1;cat\n9;2;dog",
        "date\tprice\n2024-01-01\t3\n2024-01-03\t5\n2024-02-01\t4",
        "no table at all",
        "",
        "1 2\n3 4\n5 -\n7 8",
        Array.from({ length: 300 }, (_, i) => `${i},${(i * 37) % 101}`).join("\n"),
    ];
    const KEYS =
        "ArrowLeft ArrowRight ArrowUp ArrowDown ArrowLeft ArrowRight Home End PageUp PageDown Enter Delete Backspace Escape Tab + - a h 1 0"
            .split(" ")
            .concat(" ");

    let state = 0;
    const bits = () => {
        state = (state + 0x9e3779b9) | 0;
        let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
        mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
        return (mixed ^ (mixed >>> 15)) >>> 0;
    };
    const part = () => bits() / 2 ** 32;
    const below = (end) => Math.floor(part() * end);
    const any = (list) => list[below(list.length)];

    const frame = () => new Promise((done) => requestAnimationFrame(done));
    const seen = (one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("[inert]") && !one.matches(":disabled");
    const all = (what) => {
        const dialogs = [...document.querySelectorAll("dialog[open]")].filter((one) => one.matches(":modal"));
        return [...(dialogs.at(-1) ?? document).querySelectorAll(what)].filter(seen);
    };
    const name = (one) => `${one.tagName.toLowerCase()}#${one.id}[${one.name ?? ""}] ${(one.ariaLabel ?? one.textContent ?? "").trim().slice(0, 30)}`;
    const send = (one, event) => one.dispatchEvent(event);
    const said = (what, one) => (monkey.last = [...monkey.last.slice(-11), `${monkey.now} ${what} ${one ? name(one) : ""}`]);

    /// A place in an element as an event tells it.
    const at = (one, [across, down]) => {
        const box = one.getBoundingClientRect();
        return { clientX: box.x + across * box.width, clientY: box.y + down * Math.min(box.height, innerHeight) };
    };
    const some = () => [part() * 1.1 - 0.05, part() * 1.1 - 0.05];
    const common = { bubbles: true, cancelable: true, composed: true };
    const keys = () => ({ ctrlKey: below(30) === 0, shiftKey: below(10) === 0, altKey: below(50) === 0 });
    const innermost = (one, place) => {
        const met = document.elementFromPoint(place.clientX, place.clientY);
        return met && one.contains(met) ? met : (one.querySelector("canvas:last-of-type") ?? one);
    };

    const touchOf = (one, pointer, place) =>
        new Touch({ identifier: pointer, target: one, ...place });
    const touch = (one, kind, pointers) => {
        if (typeof Touch !== "function") return;
        const touches = kind === "touchend" ? [] : pointers.map(([pointer, place]) => touchOf(one, pointer, place));
        const changedTouches = pointers.slice(-1).map(([pointer, place]) => touchOf(one, pointer, place));
        send(one, new TouchEvent(kind, { ...common, touches, targetTouches: touches, changedTouches }));
    };

    /// Presses, moves and lets go, or is cancelled, or lost, or forgotten; with a finger or two, a pen or a mouse.
    const drag = async (one) => {
        const kind = any(["mouse", "mouse", "touch", "pen"]);
        const fingers = kind === "touch" && below(4) === 0 ? 2 : 1;
        const first = { mouse: 1, touch: 40, pen: 60 }[kind];
        const held = [];
        const pointer = (what, [id, place], more) =>
            send(held.target, new PointerEvent(what, { ...common, pointerId: id, pointerType: kind, isPrimary: id === first, ...place, ...more }));
        const press = keys();
        for (let finger = 0; finger < fingers; finger++) {
            const place = at(one, some());
            held.target ??= innermost(one, place);
            held.push([first + finger, place]);
            if (kind === "touch") touch(held.target, "touchstart", held);
            pointer("pointerdown", held[finger], { button: 0, buttons: 1, ...press });
        }
        for (let steps = below(6); steps > 0; steps--) {
            const finger = any(held);
            finger[1] = at(one, below(8) ? some() : [part() * 4 - 2, part() * 4 - 2]);
            pointer("pointermove", finger, { button: -1, buttons: 1 });
            if (below(6) === 0) await pause();
        }
        const end = below(12);
        if (end === 0) return said("forgotten drag", one);
        if (end === 1) key(held.target, "Escape");
        if (kind === "touch") touch(held.target, "touchend", held);
        for (const finger of held) {
            if (end === 2) pointer("lostpointercapture", finger, { buttons: 0 });
            else if (end === 3) pointer("pointercancel", finger, { buttons: 0 });
            else if (end === 4) pointer("pointermove", finger, { buttons: 0 });
            else pointer("pointerup", finger, { button: 0, buttons: 0 });
        }
        if (end > 8) send(held.target, new MouseEvent(end === 11 ? "dblclick" : "click", { ...common, ...held[0][1] }));
    };

    const key = (one, name, more) => {
        const event = (kind) => new KeyboardEvent(kind, { ...common, key: name, code: name, ...more });
        send(one, event("keydown"));
        send(one, event("keyup"));
    };
    const write = (one, text) => {
        one.focus();
        one.value = text;
        send(one, new InputEvent("input", { ...common, data: text }));
        if (below(3)) send(one, new Event("change", common));
        if (below(4) === 0) key(one, "Enter");
    };
    const file = () => {
        const [text, carried] = [any(TABLES), new DataTransfer()];
        carried.items.add(new File([text], any(["a.csv", "b.txt", "c.xlsx"]), { type: any(["text/csv", ""]) }));
        return carried;
    };
    const turn = (one) => {
        if (one.tagName === "SELECT") {
            one.focus();
            one.selectedIndex = below(one.options.length);
            send(one, new Event("input", common));
            send(one, new Event("change", common));
        } else if (one.type === "range") {
            one.focus();
            for (let moves = 1 + below(3); moves > 0; moves--) {
                const [min, max] = [Number(one.min || 0), Number(one.max || 100)];
                one.value = min + part() * (max - min);
                send(one, new Event("input", common));
            }
            if (below(5)) send(one, new Event("change", common));
        } else if (one.type === "file") {
            one.files = file().files;
            send(one, new Event("change", common));
        } else if (one.type === "checkbox" || one.type === "radio") {
            one.click();
        } else {
            const large = one.tagName === "TEXTAREA";
            // A browser warns where a script writes words into a field of numbers, which no hand can do.
            const words = one.type === "number" ? WORDS.filter((word) => word === "" || !Number.isNaN(Number(word))) : WORDS;
            write(one, large ? any(TABLES) : below(3) ? any(words) : String(below(300)));
        }
    };

    const GESTURES = [
        [20, () => all("button, summary, [role=tab]"), (one) => one.click()],
        [3, () => all("a[href]"), (one) => one.click(), "leaves"],
        [16, () => all("select, input, textarea"), turn],
        [26, () => all("[role=application], canvas"), drag],
        [4, () => all("[role=application], canvas"), (one) => {
            const place = at(one, some());
            for (const kind of ["mousemove", "click", "click", "dblclick"]) send(innermost(one, place), new MouseEvent(kind, { ...common, ...place }));
        }],
        [5, () => all("[role=application], canvas"), async (one) => {
            for (let moves = 1 + below(4); moves > 0; moves--) {
                const place = at(one, some());
                send(innermost(one, place), new PointerEvent("pointermove", { ...common, pointerId: 1, pointerType: "mouse", buttons: 0, ...place }));
                if (below(2)) await pause();
            }
            if (below(2)) send(one, new PointerEvent("pointerleave", { pointerId: 1, pointerType: "mouse" }));
        }],
        [4, () => all("[role=application], body, main"), (one) => {
            const wheel = { deltaY: any([-120, 120, 3, -1e4]), deltaX: any([0, 0, 40]), ...keys() };
            send(one, new WheelEvent("wheel", { ...common, ...at(one, some()), ...wheel }));
        }],
        [16, () => all(LANDS), (one) => {
            one.focus();
            const many = 1 + below(5);
            const name = any(KEYS);
            for (let times = 0; times < many; times++) key(one, below(4) ? name : any(KEYS), keys());
        }],
        [5, () => [document.body], (one) => key(document.activeElement ?? one, any(["z", "z", "y", "Z"]), { ctrlKey: true, shiftKey: below(3) === 0 })],
        [2, () => [document.activeElement ?? document.body], (one) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", any(TABLES));
            send(one, new ClipboardEvent("paste", { ...common, clipboardData }));
        }],
        [2, () => all("[role=application], body, main, textarea"), async (one) => {
            const dataTransfer = file();
            for (const kind of ["dragenter", "dragover", below(4) ? "drop" : "dragleave"]) send(one, new DragEvent(kind, { ...common, dataTransfer, ...at(one, some()) }));
            await pause();
        }],
        [2, () => [document.body], () => {
            // No farther back than it has come by itself.
            if (monkey.back > 0 && below(3)) {
                monkey.back -= 1;
                monkey.forth += 1;
                history.back();
            } else if (monkey.forth > 0) {
                monkey.back += 1;
                monkey.forth -= 1;
                history.forward();
            }
        }, "leaves"],
        [2, () => [document.body], () => scrollTo(0, part() * document.body.scrollHeight)],
        [1, () => all("dialog[open]"), (one) => send(one, new Event("cancel", { cancelable: true })) && one.close()],
        [1, () => [document.body], () => send(window, new Event(any(["blur", "focus", "resize"])))],
    ];
    const WEIGHT = GESTURES.reduce((sum, [weight]) => sum + weight, 0);

    /// Whether a frame is asked for that has not come yet.
    let asked = 0;
    const ask = globalThis.requestAnimationFrame.bind(globalThis);
    const quiet = async () => {
        const start = performance.now();
        let rest = 0;
        while (rest < 3) {
            const before = asked;
            await new Promise((done) => ask(done));
            rest = asked === before ? rest + 1 : 0;
            if (performance.now() - start > 60000) throw new Error(`no rest after gesture ${monkey.now}`);
        }
    };
    globalThis.requestAnimationFrame = (call) => {
        asked += 1;
        return ask(call);
    };
    // In the middle of a gesture; where no clock may count, nothing may come between.
    const pause = () => (monkey.still ? undefined : frame());

    const push = history.pushState;
    history.pushState = function (...given) {
        monkey.back += 1;
        monkey.forth = 0;
        return push.apply(this, given);
    };

    const one = async (number) => {
        state = Math.imul(monkey.seed, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35);
        monkey.now = number;
        let pick = below(WEIGHT);
        const [, find, act, leaves] = GESTURES.find(([weight]) => (pick -= weight) < 0);
        // When another page has come is a matter of the clock.
        if (leaves && monkey.still) return;
        const found = find();
        if (!found.length) return;
        const chosen = any(found);
        said(act.name || `gesture ${GESTURES.findIndex((row) => row[2] === act)}`, chosen);
        if (!monkey.still && below(4) === 0) chosen.scrollIntoView({ block: "center", behavior: "instant" });
        await act(chosen);
    };

    /// The state, in short.
    const digest = () => {
        const text = JSON.stringify([kittengrad.settings(), kittengrad.points(), kittengrad.status(), kittengrad.chapter()]);
        let hash = 0x811c9dc5;
        for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
        return hash >>> 0;
    };

    const ABSURD = /NaN|Infinity|undefined|\[object/;
    globalThis.monkey = {
        last: [],
        back: 0,
        forth: 0,
        /// Makes the gestures from this number to before that one.
        async go(seed, from, to, still) {
            Object.assign(monkey, { seed, still, digests: [] });
            for (let number = from; number < to; number++) {
                sessionStorage.setItem("monkey", number + 1);
                try {
                    await one(number);
                } catch (error) {
                    heard.errors.push(`${number} the monkey: ${error} ${error.stack}`);
                }
                if (document.documentElement.dataset.boot === "panic") break;
                if (still) {
                    kittengrad.pause();
                    // What a module of its own computes goes by the clock.
                    if (all("[data-lab], [data-role]").length) kittengrad.open("free");
                    kittengrad.step(1 + below(3));
                    kittengrad.pause();
                    await quiet();
                    if (number % 10 === 9) monkey.digests.push([number, digest()]);
                } else if (below(6) === 0) await frame();
                if (number % 20 === 0) {
                    // A program tells what it prints, which is NaN where the run has diverged.
                    const programs = [...document.querySelectorAll("pre")].map((one) => one.innerText);
                    const text = programs.reduce((text, program) => text.replace(program, ""), document.body.innerText);
                    const said = text.match(ABSURD);
                    if (said) heard.errors.push(`${number} says ${text.slice(Math.max(0, said.index - 60), said.index + 40)}`);
                }
            }
            return { at: Number(sessionStorage.getItem("monkey")), boot: document.documentElement.dataset.boot, digests: monkey.digests };
        },
    };
})();
