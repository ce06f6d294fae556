package io.latchkey.local.demo;

/**
 * How the demo is played.
 *
 * @param browser a person clicks through one consent, instead of the demo's own browser through the whole story
 */
public record DemoOptions(boolean browser) {}
