// Runs in the page before its own scripts: remembers the memories of its modules, so that they can be measured.
globalThis.memories = new Set();
for (const name of ["instantiate", "instantiateStreaming"]) {
    const before = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
        const made = await before.apply(WebAssembly, given);
        const all = [...Object.values((made.instance ?? made).exports)];
        for (const module of Object.values(given[1] ?? {})) all.push(...Object.values(module));
        for (const one of all) if (one instanceof WebAssembly.Memory) memories.add(new WeakRef(one));
        return made;
    };
}
globalThis.moduleBytes = () => {
    const alive = new Set([...memories].map((one) => one.deref()).filter((one) => one));
    return [...alive].reduce((sum, one) => sum + one.buffer.byteLength, 0);
};
