/** What tests of several modules share; test scope only. */
package io.latchkey.testkit;
