/**
 * How a Discord user shows whose wallet he has. The command /verify gives him a link that works once and for ten minutes; the page
 * behind it asks his wallet to sign a text that names him, the server, our own address and a nonce that follows from the link. So
 * neither a text for another site, nor one for another user or an older link can be used here.
 */
@NullMarked
package io.amser.discord.verification;

import org.jspecify.annotations.NullMarked;
