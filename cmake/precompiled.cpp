// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing: the target exists to own the precompiled header that many tests share.
