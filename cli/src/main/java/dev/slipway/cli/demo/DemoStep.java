package dev.slipway.cli.demo;

/**
 * What one step of the demo came to.
 *
 * @param title for people
 * @param outcome promoted or rolled back
 * @param millis from asking to the end
 * @param note what is worth knowing besides
 */
record DemoStep(String title, String outcome, long millis, String note) {}
