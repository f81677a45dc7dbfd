/* `vitrine check --external`. */
#pragma once

#include "site_run.h"

/* Asks other hosts about the links of all audiences of the run; what they say is in the sink. False when the
 * program that asks is missing or failed, which has been said. */
bool vt_external_check(VtSiteRun *run, VtDate today);
