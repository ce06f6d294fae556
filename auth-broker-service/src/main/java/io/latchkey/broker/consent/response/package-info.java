/** The response of a program that has no browser: the values that a person would enter on the pages of the broker. */
@NullMarked
package io.latchkey.broker.consent.response;

import org.jspecify.annotations.NullMarked;
