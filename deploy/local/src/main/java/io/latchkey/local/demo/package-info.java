/** Describes a stack of this machine to the demo. */
package io.latchkey.local.demo;
