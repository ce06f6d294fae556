package io.latchkey.testkit.arch.tied;

import io.latchkey.testkit.arch.tied.nest.Egg;

/** One half of a package cycle that the rule must find. */
public class Chicken {
    Egg lays;
}
