@echo off
setlocal disabledelayedexpansion
"%~dp0node\node.exe" "%~dp0program\bin\attend.js" %*
exit /b %errorlevel%
