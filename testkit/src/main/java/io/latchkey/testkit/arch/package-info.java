/** Rules about code that every module obeys. */
package io.latchkey.testkit.arch;
