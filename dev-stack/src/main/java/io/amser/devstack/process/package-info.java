/**
 * Processes of this machine that belong to us: started with a log file each, killed or stopped, and never left behind.
 *
 * <p>Every process runs under a small shell that holds the other end of a pipe from us. When we die, however that happens, the pipe closes and the shell
 * kills the process.
 */
@NullMarked
package io.amser.devstack.process;

import org.jspecify.annotations.NullMarked;
