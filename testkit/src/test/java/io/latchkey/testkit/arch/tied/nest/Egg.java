package io.latchkey.testkit.arch.tied.nest;

import io.latchkey.testkit.arch.tied.Chicken;

/** The other half. */
public class Egg {
    Chicken hatches;
}
